import { useRef, useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import context from '../../context/context.module.css'
import { Failed } from '../../context/context.tsx'
import { useWords } from '../../i18n/words.tsx'
import { useCommands } from '../../keys/use-commands.ts'
import { useDesk } from '../../state/inbox.ts'
import { insertInReply } from '../../talk/insert.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import css from './beside.module.css'
import { Flag, type Flagging } from './flag.tsx'
import { SuggestedItem } from './item.tsx'
import { type Suggested, useAnswers } from './use-answers.ts'
import { wordsOf } from './words-of.ts'

/** What answers the customer: it looks by itself for what they last wrote, and by key it goes into the reply. */
export function KnowledgeCard({ row }: { row: InboxRow }) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const [flagging, setFlagging] = useState<Flagging | null>(null)
  const said = useDesk((desk) => wordsOf(desk.talks.get(row.id)?.messages ?? []))
  const words = typed.trim() === '' ? said : typed.trim()
  const { items, failed, again } = useAnswers(row.id, words)
  const list = useRef<HTMLUListElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const find = () => box.current?.querySelector('input')?.focus()
  const open = () => {
    const first = list.current?.querySelector<HTMLElement>('[data-answer]')
    if (first) first.focus()
    else find()
  }
  useCommands({ 'knowledge.open': open })
  const flag = (article: Suggested | null) => setFlagging({ conversation: row.id, article })
  return (
    <section className={css.card} aria-labelledby="knowledge">
      <h2 id="knowledge" className={context.head}>
        {t('knowledge')}
      </h2>
      <div ref={box}>
        <Field
          label={t('knowledge.find')}
          hideLabel
          placeholder={t('knowledge.find')}
          value={typed}
          onChange={setTyped}
          maxLength={200}
        />
      </div>
      {failed ? <Failed what={t('knowledge')} onAgain={again} /> : null}
      {words === '' ? <p className={context.hint}>{t('knowledge.silent')}</p> : null}
      {items?.length === 0 ? <p className={context.hint}>{t('knowledge.none')}</p> : null}
      {items === null || items.length === 0 ? null : (
        <ul ref={list} className={css.list} aria-describedby="knowledge-keys">
          {items.map((article) => (
            <SuggestedItem
              key={article.id}
              article={article}
              onLink={() => insertInReply(row.id, `${article.title}\n${article.url}`)}
              onText={() => insertInReply(row.id, article.body)}
              onWrong={() => flag(article)}
              onMissing={() => flag(null)}
              onMove={(by) => move(list.current, by)}
            />
          ))}
        </ul>
      )}
      <p id="knowledge-keys" className="sr-only">
        {t('knowledge.keys')}
      </p>
      <Button look="link" onPress={() => flag(null)}>
        {t('knowledge.missing')}
      </Button>
      {flagging === null ? null : <Flag {...flagging} onClose={() => setFlagging(null)} />}
    </section>
  )
}

/** To the answer before or after the one that has the focus. */
function move(list: HTMLElement | null, by: number): void {
  const all = [...(list?.querySelectorAll<HTMLElement>('[data-answer]') ?? [])]
  const at = all.findIndex((each) => each === document.activeElement)
  all[Math.min(Math.max(at + by, 0), all.length - 1)]?.focus()
}
