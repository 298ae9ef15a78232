/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { useHere } from '../context.ts'

/** Under the first answer, once: what to call it, and where it is seen how it stands. */
export function CaseLine() {
  const { talk, state, t } = useHere()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    void talk.casePage().then(setUrl, () => undefined)
  }, [talk])
  if (state.chat === null) return null
  return (
    <p class="day">
      <span>
        {t('conversation.reference', { reference: state.chat.reference })}
        {url !== null && (
          <>
            {' · '}
            <a href={url} target="_blank" rel="noopener">
              {t('conversation.case')}
            </a>
          </>
        )}
      </span>
    </p>
  )
}
