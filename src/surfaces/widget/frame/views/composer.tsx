/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import { Attach, Chosen, useChosen } from './chosen.tsx'
import { Icon } from './icon.tsx'
import { useVoice, VoiceButton } from './voice.tsx'

const MOST_SIGNS = 10_000

/** Writes, and takes files by picking, pasting and dropping. */
export function Composer({ dropped }: { dropped: readonly File[] }) {
  const { talk, t } = useHere()
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const chosen = useChosen(dropped, () => field.current?.focus())
  const voice = useVoice(chosen.take)
  const over = [...text].length - MOST_SIGNS
  const send = (): void => {
    field.current?.focus()
    if (over > 0 || (text.trim() === '' && chosen.files.length === 0)) return
    talk.send(text.trim(), chosen.files)
    setText('')
    chosen.clear()
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div role="alert">
        {voice.fault !== null && <p class="bad">{t(`voice.${voice.fault}`)}</p>}
        {chosen.fault !== '' && <p class="bad">{chosen.fault}</p>}
        {over > 0 && <p class="bad">{t('composer.tooLong', { count: over })}</p>}
      </div>
      <Chosen files={chosen.files} onRemove={chosen.remove} />
      <div class="write">
        {voice.going === null && <Attach onFiles={chosen.take} />}
        <VoiceButton voice={voice} />
        <textarea
          ref={field}
          data-begin
          rows={1}
          aria-label={t('composer.label')}
          aria-describedby="composer-hint"
          placeholder={t('composer.placeholder')}
          enterkeyhint="send"
          dir="auto"
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value)
            talk.typing(currentTarget.value !== '')
          }}
          onPaste={(event) => {
            const pasted = [...(event.clipboardData?.files ?? [])]
            if (pasted.length === 0) return
            event.preventDefault()
            chosen.take(pasted)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <button type="submit" class="main send" aria-label={t('composer.send')}>
          <Icon name="send" />
        </button>
      </div>
      <p id="composer-hint" class="unseen">
        {t('composer.hint')}
      </p>
    </form>
  )
}
