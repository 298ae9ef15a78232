/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import { Composer } from './composer.tsx'
import { Log } from './log.tsx'
import { Notices } from './notices.tsx'

/** The conversation: what was said, what holds it up, and what to say next. */
export function Conversation() {
  const { talk, state, t } = useHere()
  const [isOver, setOver] = useState(false)
  const [dropped, setDropped] = useState<readonly File[]>([])
  const isOffered =
    state.pending.length === 0 && state.messages.at(-1)?.quickReplies.some(({ id }) => id === 'person') === true
  const person =
    !isOffered && (state.chat === null || (state.chat.with.kind === 'bot' && state.chat.status !== 'closed'))
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
  return (
    <main
      class={isOver ? 'talk over' : 'talk'}
      aria-label={t('frame.title', { brand: state.boot.brand.name })}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => event.target === event.currentTarget && setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!hasFiles(event)) return
        event.preventDefault()
        setDropped([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <Log />
      <Notices />
      {person && (
        <div class="person">
          <button
            type="button"
            class="pill"
            onClick={({ currentTarget }) => {
              talk.askPerson()
              // The button goes away with its reason; who used it goes on writing.
              currentTarget.closest('main')?.querySelector('textarea')?.focus()
            }}
          >
            {t('person.ask')}
          </button>
        </div>
      )}
      {isOver && <p class="drop">{t('composer.drop')}</p>}
      <Composer dropped={dropped} />
    </main>
  )
}
