import { useState } from 'react'
import { Link } from 'wouter'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { to } from '../../paths.ts'
import { call } from '../../state/api.ts'
import { useNow } from '../../state/now.ts'
import { useResource } from '../../state/resource.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { channelGlyph, Glyph } from '../../ui/glyph.tsx'
import { ErrorBox, Skeleton } from '../../ui/states.tsx'
import { mergeTalk } from './deeds.ts'
import css from './merge.module.css'

/** Another conversation of this customer is worked on within this one: the likeliest is chosen, so a second key is enough. */
export function MergeTalkDialog({ row, onClose }: { row: InboxRow; onClose: () => void }) {
  const { t } = useWords()
  const { data, error } = useResource(`mergeable ${row.id} ${row.rev}`, () =>
    call('GET /api/v1/conversations/:id/mergeable', { params: { id: row.id } }),
  )
  const [picked, setPicked] = useState<string | null>(null)
  const items = data?.items ?? []
  const chosen = items.find((each) => each.id === picked) ?? items[0]
  const none = data !== null && chosen === undefined
  return (
    <FormDialog
      title={t('join.title')}
      verb={t('merge.do')}
      disabledBecause={chosen === undefined ? t(none ? 'join.none' : 'loading') : null}
      onClose={onClose}
      onSubmit={() => {
        if (chosen === undefined) return
        onClose()
        void mergeTalk(row, chosen)
      }}
    >
      {error === null ? null : <ErrorBox>{t('join.failed')}</ErrorBox>}
      {data === null && error === null ? <Skeleton lines={4} label={t('loading')} /> : null}
      {none ? (
        <p className={css.none}>
          {t('join.none')} {t('join.people')} <Link href={to.contact(row.contact.id)}>{t('join.contact')}</Link>
        </p>
      ) : null}
      {chosen === undefined ? null : (
        <>
          <fieldset className={css.choices}>
            <legend>{t('join.which')}</legend>
            {items.map((item) => (
              <Choice key={item.id} item={item} chosen={item === chosen} onChoose={() => setPicked(item.id)} />
            ))}
          </fieldset>
          <Preview row={row} joins={chosen} />
        </>
      )}
    </FormDialog>
  )
}

function Choice({ item, chosen, onChoose }: { item: InboxRow; chosen: boolean; onChoose: () => void }) {
  const { t, formats } = useWords()
  const now = useNow()
  const kind = channelKind(item.channel)
  return (
    <label className={css.choice} data-chosen={chosen || undefined}>
      {/* biome-ignore lint/a11y/noAutofocus: it is the dialog's first question, and Enter its answer */}
      <input type="radio" name="join" checked={chosen} onChange={onChoose} autoFocus={chosen} />
      <span className={css.words}>
        <span className={css.facts}>
          <Glyph name={channelGlyph(kind)} size={13} /> <strong>{t(`channel.${kind}`)}</strong> · {item.reference} ·{' '}
          {t(`status.${item.status}`)} ·{' '}
          <time dateTime={item.lastAt} title={formats.exact(item.lastAt)}>
            {formats.when(item.lastAt, now)}
          </time>
        </span>
        <span className={css.last} dir="auto">
          {item.lastText}
        </span>
      </span>
    </label>
  )
}

/** What becomes of both, in words, before it is done. */
function Preview({ row, joins }: { row: InboxRow; joins: InboxRow }) {
  const { t } = useWords()
  const channel = t(`channel.${channelKind(joins.channel)}`)
  const settled = joins.status === 'solved' || joins.status === 'closed'
  const urgent = !settled && joins.priority < row.priority ? joins.priority : row.priority
  const status = joins.status === 'open' ? 'open' : row.status
  return (
    <section aria-label={t('join.after')} className={css.preview}>
      <h3>{t('join.after')}</h3>
      <ul>
        <li>{t('join.after.messages', { n: joins.lastSeq, reference: row.reference })}</li>
        <li>{t('join.after.customer', { channel })}</li>
        <li>{t('join.after.state', { status: t(`status.${status}`), priority: urgent })}</li>
        <li>{t('join.after.undo')}</li>
      </ul>
    </section>
  )
}
