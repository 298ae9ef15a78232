import { useState } from 'react'
import type { InboxRow, Message } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useDesk } from '../../state/inbox.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import css from '../merge/merge.module.css'
import { splitTalk } from './deeds.ts'

const isSaid = (message: Message): boolean =>
  message.visibility !== 'note' && message.deletedAt === null && message.delivery?.state !== 'withdrawn'

/** The newest word of the customer's is the likeliest beginning of another matter; the first message is none. */
function usePick(id: string, earlier: boolean) {
  const messages = useDesk((desk) => desk.talks.get(id)?.messages)
  const said = (messages ?? []).filter(isSaid)
  const items = earlier ? said : said.slice(1)
  const [picked, setPicked] = useState<string | null>(null)
  const likely = items.findLast(({ by }) => by.kind === 'contact') ?? items.at(-1)
  const chosen = items.find((each) => each.id === picked) ?? likely
  const along = messages?.filter(({ seq }) => chosen !== undefined && seq >= chosen.seq).length ?? 0
  return { items, chosen, along, pick: setPicked }
}

interface Props {
  row: InboxRow
  onOpen: (id: string) => void
  onClose: () => void
}
/** Another matter goes on in a conversation of its own: from which message on? */
export function SplitDialog({ row, onOpen, onClose }: Props) {
  const { t } = useWords()
  const first = useDesk((desk) => desk.talks.get(row.id)?.messages[0]?.seq ?? 1)
  const { items, chosen, along, pick } = usePick(row.id, first > 1)
  return (
    <FormDialog
      title={t('split.title')}
      verb={t('split.do')}
      disabledBecause={chosen === undefined ? t('split.none') : null}
      onClose={onClose}
      onSubmit={() => {
        if (chosen === undefined) return
        onClose()
        void splitTalk(row, chosen.id, onOpen)
      }}
    >
      {chosen === undefined ? (
        <p className={css.none}>{t('split.none')}</p>
      ) : (
        <>
          <fieldset className={css.choices}>
            <legend>{t('split.which')}</legend>
            {items.map((item) => (
              <Choice key={item.id} item={item} chosen={item === chosen} onChoose={() => pick(item.id)} />
            ))}
          </fieldset>
          <section aria-label={t('join.after')} className={css.preview}>
            <h3>{t('join.after')}</h3>
            <ul>
              <li>{t('split.after.messages', { n: along })}</li>
              <li>{t('split.after.customer', { reference: row.reference })}</li>
              <li>{t('join.after.undo')}</li>
            </ul>
          </section>
        </>
      )}
    </FormDialog>
  )
}

function Choice({ item, chosen, onChoose }: { item: Message; chosen: boolean; onChoose: () => void }) {
  const { t, formats } = useWords()
  return (
    <label className={css.choice} data-chosen={chosen || undefined}>
      {/* biome-ignore lint/a11y/noAutofocus: it is the dialog's first question, and Enter its answer */}
      <input type="radio" name="split" checked={chosen} onChange={onChoose} autoFocus={chosen} />
      <span className={css.words}>
        <span className={css.facts}>
          <strong>{item.by.name || t(`by.${item.by.kind}`)}</strong> ·{' '}
          <time dateTime={item.at} title={formats.exact(item.at)}>
            {formats.clock(item.at)}
          </time>
        </span>
        <span className={css.last} dir="auto">
          {item.text || item.attachments[0]?.name}
        </span>
      </span>
    </label>
  )
}
