/** @jsxImportSource preact */
import { useHere } from '../context.ts'

/** Answers that the last message offers; gone as soon as something else was said. */
export function QuickReplies() {
  const { talk, state, t } = useHere()
  const last = state.messages.at(-1)
  if (
    last === undefined ||
    last.quickReplies.length === 0 ||
    state.pending.length > 0 ||
    state.chat?.status === 'closed'
  )
    return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div class="quick" role="group" aria-label={t('quick.label')}>
      {last.quickReplies.map(({ id, label }) => (
        <button type="button" class="pill" key={id} onClick={() => talk.send(label)}>
          {label}
        </button>
      ))}
    </div>
  )
}
