import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { to } from '../paths.ts'
import { call } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { channelGlyph, Glyph } from '../ui/glyph.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './contacts.module.css'
import { Part } from './part.tsx'

/** Everything this customer wrote, newest first; read again when a merge has moved some. */
export function Talks({ contact, merges }: { contact: string; merges: number }) {
  const { t, formats } = useWords()
  const now = useNow()
  const { data, error, reload } = useResource(`talks ${contact} ${merges}`, () =>
    call('GET /api/v1/inbox', { query: { contact, order: 'newest', limit: 50 } }),
  )
  if (data === null) {
    return error === null ? (
      <Skeleton lines={5} label={t('loading')} />
    ) : (
      <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
    )
  }
  return (
    <Part title={t('contact.talks')} none={t('contact.talks.none')}>
      {data.items.map((row) => (
        <li key={row.id} className={css.item}>
          <Glyph name={channelGlyph(channelKind(row.channel))} label={t(`channel.${channelKind(row.channel)}`)} />
          <span className={css.words}>
            <Link href={to.conversation('all', row.id)}>{row.reference}</Link>{' '}
            <time className={css.none} dateTime={row.lastAt} title={formats.exact(row.lastAt)}>
              {formats.short(row.lastAt, now)}
            </time>
            <span className={css.said} dir="auto">
              {row.subject ?? row.lastText}
            </span>
          </span>
          <Tag>{t(`status.${row.status}`)}</Tag>
        </li>
      ))}
    </Part>
  )
}
