/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import { Forget } from './forget.tsx'
import { Icon } from './icon.tsx'

/** Language, a new conversation, and forgetting: what is seldom needed. */
export function Menu() {
  const { talk, state, t } = useHere()
  const [isOpen, setOpen] = useState(false)
  const [asks, setAsks] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const { languages, lang } = state.boot
  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing is the same whenever it was made
  useEffect(() => {
    if (!isOpen) return
    menu.current?.querySelector<HTMLElement>('select, button')?.focus()
    const leave = (event: Event) =>
      event.target instanceof Node && !menu.current?.parentElement?.contains(event.target) && setOpen(false)
    // Before the window hears it: the first Escape closes the menu, the next one the window.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      close()
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('keydown', onKeyDown, true)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('keydown', onKeyDown, true)
    }
  }, [isOpen])
  if (languages.length < 2 && state.chat === null) return null
  return (
    <div class="menu">
      <button
        ref={button}
        type="button"
        class="plain"
        aria-label={t('menu.open')}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <div class="menu-list" ref={menu}>
          {languages.length > 1 && (
            <label>
              {t('menu.language')}
              <select
                value={lang}
                onChange={({ currentTarget }) => void talk.speak(currentTarget.value).then(close, close)}
              >
                {languages.map(({ tag, name }) => (
                  <option key={tag} value={tag} lang={tag}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          {state.chat !== null && state.chat.status !== 'open' && (
            <button type="button" onClick={() => (setOpen(false), talk.startAnew())}>
              {t('menu.new')}
            </button>
          )}
          {state.chat !== null && (
            <button type="button" onClick={() => (setOpen(false), setAsks(true))}>
              {t('menu.forget')}
            </button>
          )}
          {state.chat !== null && (
            <p class="reference">{t('conversation.reference', { reference: state.chat.reference })}</p>
          )}
        </div>
      )}
      {asks && <Forget onEnd={() => (setAsks(false), button.current?.focus())} />}
    </div>
  )
}
