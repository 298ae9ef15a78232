/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'

/** Asks before it forgets: it cannot be taken back. */
export function Forget({ onEnd }: { onEnd: () => void }) {
  const { talk, t } = useHere()
  const dialog = useRef<HTMLDialogElement>(null)
  const [isBroken, setBroken] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const forget = (): void => void talk.forget().then(onEnd, () => setBroken(true))
  return (
    <dialog
      ref={dialog}
      aria-labelledby="forget-title"
      aria-describedby="forget-body"
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onClose={onEnd}
    >
      <h2 id="forget-title">{t('forget.title')}</h2>
      <p id="forget-body">{t('forget.body')}</p>
      {isBroken && (
        <p class="bad" role="alert">
          {t('error.general')}
        </p>
      )}
      <div class="row">
        <button type="button" class="main bad" onClick={forget}>
          {t('forget.confirm')}
        </button>
        <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
          {t('forget.cancel')}
        </button>
      </div>
    </dialog>
  )
}
