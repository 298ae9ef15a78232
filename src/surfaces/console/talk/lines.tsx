import { useState } from 'react'
import type { TimelineLine } from '#conversations/contract'
import { useWords, type Words } from '../i18n/words.tsx'
import { Button } from '../ui/button.tsx'
import css from './lines.module.css'

const FOLD_FROM = 4

/** The sentence of a line: its key, with names and codes; a name of a kind nobody wrote a sentence for is left out. */
export function sentence(line: TimelineLine, { t, has }: Words): string | null {
  const key = `line.${line.name}`
  if (!has(key)) return null
  const values = Object.fromEntries(
    Object.entries(line.data).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : typeof value === 'string' ? value : '',
    ]),
  )
  const by = line.by.name ?? t(`by.${line.by.kind}`)
  const reason =
    typeof line.data.reason === 'string' && has(`reason.${line.data.reason}`) ? t(`reason.${line.data.reason}`) : 'none'
  return t(key, {
    label: '',
    agent: '',
    queue: '',
    to: '',
    disposition: '',
    ...values,
    by,
    kind: line.by.kind,
    reason,
  }).trim()
}

/** What happened besides what was said: one quiet line each, folded when many. */
export function Lines({ lines }: { lines: readonly TimelineLine[] }) {
  const words = useWords()
  const { t, formats } = words
  const [open, setOpen] = useState(false)
  const told = lines.map((line) => ({ line, text: sentence(line, words) })).filter((each) => each.text !== null)
  if (told.length === 0) return null
  const folded = told.length >= FOLD_FROM && !open
  const shown = folded ? told.slice(-1) : told
  return (
    <div className={css.lines}>
      {folded ? (
        <Button look="link" onPress={() => setOpen(true)}>
          {t('lines.earlier', { n: told.length - 1 })}
        </Button>
      ) : null}
      {shown.map(({ line, text }) => (
        <p key={line.id} className={css.line}>
          <span>{text}</span>
          <time dateTime={line.at} title={formats.exact(line.at)}>
            {formats.clock(line.at)}
          </time>
        </p>
      ))}
    </div>
  )
}
