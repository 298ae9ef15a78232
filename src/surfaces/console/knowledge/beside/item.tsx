import { type KeyboardEvent, useState } from 'react'
import { Baked } from '../../baked.tsx'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Tag } from '../../ui/tag.tsx'
import css from './beside.module.css'
import type { Suggested } from './use-answers.ts'

interface Props {
  article: Suggested
  onLink: () => void
  onText: () => void
  onWrong: () => void
  onMissing: () => void
  onMove: (by: number) => void
}

/** One article: its title opens it here; single keys on it do what its buttons do. */
export function SuggestedItem({ article, onLink, onText, onWrong, onMissing, onMove }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const { title, summary, html, lang, sure } = article
  const keys: Readonly<Record<string, () => void>> = {
    k: onLink,
    t: onText,
    w: onWrong,
    m: onMissing,
    ArrowDown: () => onMove(1),
    ArrowUp: () => onMove(-1),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (run === undefined) return
    // These letters mean something else everywhere else on the screen.
    event.nativeEvent.stopImmediatePropagation()
    event.preventDefault()
    run()
  }
  return (
    <li className={css.item}>
      <button
        type="button"
        data-answer
        className={css.title}
        aria-expanded={open}
        aria-keyshortcuts="k t w m"
        onClick={() => setOpen(!open)}
        onKeyDown={onKeyDown}
        dir="auto"
        lang={lang}
      >
        {title}
      </button>
      {sure ? <Tag tone="good">{t('knowledge.sure')}</Tag> : null}
      {open ? (
        <Baked className={css.text} html={html} lang={lang} />
      ) : summary === '' ? null : (
        <p className={css.summary} dir="auto" lang={lang}>
          {summary}
        </p>
      )}
      <span className={css.deeds}>
        <Button look="link" onPress={onLink}>
          {t('knowledge.insert')}
        </Button>
        <Button look="link" onPress={onText}>
          {t('knowledge.insertText')}
        </Button>
        <Button look="link" onPress={onWrong}>
          {t('knowledge.wrong')}
        </Button>
      </span>
    </li>
  )
}
