import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import menu from '../ui/menu.module.css'
import { type Choice, ChoiceLine } from '../ui/menu.tsx'
import { insertAt, type Typing, typingAt } from './suggest.ts'
import { useSuggestions } from './use-suggestions.ts'
import css from './writer.module.css'

interface Props {
  row: InboxRow
  label: string
  placeholder: string
  text: string
  onText: (text: string) => void
  onMention: (id: string, name: string) => void
  onFiles: (files: FileList) => void
  onLeave: () => void
  box: RefObject<HTMLTextAreaElement | null>
}

/** Plain text with help: `/` for canned answers, `@` for people, `:` for a few emoji; pictures by paste and drop. */
export function Writer({ row, label, placeholder, text, onText, onMention, onFiles, onLeave, box }: Props) {
  const listId = useId()
  const { t, dir } = useWords()
  const [typing, setTyping] = useState<Typing | null>(null)
  const [active, setActive] = useState(0)
  const choices = useSuggestions(row, typing)
  const open = typing !== null && choices.length > 0
  const look = () => {
    const element = box.current
    setTyping(element === null ? null : typingAt(element.value, element.selectionStart))
    setActive(0)
  }
  const put = (typed: Typing, chosen: string) => {
    const element = box.current
    const next = insertAt(text, typed, element?.selectionStart ?? text.length, chosen)
    onText(next.text)
    setTyping(null)
    requestAnimationFrame(() => element?.setSelectionRange(next.caret, next.caret))
  }
  const choose = async (index: number) => {
    const choice = choices[index]
    if (choice === undefined || typing === null) return
    if (typing.sign === ':') return put(typing, choice.id)
    if (typing.sign === '@') {
      onMention(choice.id, choice.label)
      return put(typing, `@${choice.label} `)
    }
    const filled = await call('GET /api/v1/conversations/:id/canned-responses/:response', {
      params: { id: row.id, response: choice.id },
    })
    put(typing, filled.text)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return event.key === 'Escape' && onLeave()
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setActive((active + step + choices.length) % choices.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey) void choose(active)
    else if (event.key === 'Escape') setTyping(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={css.writer}>
      <textarea
        ref={box}
        className={css.text}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        dir={text === '' ? dir : 'auto'}
        lang={row.lang ?? undefined}
        rows={3}
        maxLength={10_000}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        onChange={(event) => {
          onText(event.target.value)
          look()
        }}
        onKeyDown={onKeyDown}
        onClick={look}
        onBlur={() => setTyping(null)}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return
          event.preventDefault()
          onFiles(event.clipboardData.files)
        }}
      />
      <span className="sr-only" aria-live="polite">
        {open ? t('suggest.count', { n: choices.length }) : ''}
      </span>
      {open ? (
        <Suggestions id={listId} choices={choices} active={active} onChoose={(index) => void choose(index)} />
      ) : null}
    </div>
  )
}

interface SuggestionsProps {
  id: string
  choices: readonly Choice[]
  active: number
  onChoose: (index: number) => void
}
function Suggestions({ id, choices, active, onChoose }: SuggestionsProps) {
  const { t } = useWords()
  return (
    <div id={id} role="listbox" aria-label={t('suggest')} className={`${menu.popover} ${css.list}`}>
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text; the active one is told by id
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text takes the keys
        <div
          key={choice.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={menu.item}
          data-focused={index === active || undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          <ChoiceLine choice={choice} />
        </div>
      ))}
    </div>
  )
}
