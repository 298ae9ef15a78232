import { useEffect } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { call, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useFlagTold } from '../state/flags.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './knowledge.module.css'

type Flag = Out<'GET /api/v1/article-flags'>['items'][number]

/** What advisors say is wrong or missing, until whoever keeps the articles settles it; nothing where nothing is open. */
export function Flags() {
  const { t, formats } = useWords()
  const now = useNow()
  const told = useFlagTold()
  const { data, reload } = useResource('article flags', () =>
    call('GET /api/v1/article-flags', { query: { limit: 100 } }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  if (data === null || data.items.length === 0) return null
  const settle = ({ id }: Flag, how: 'mended' | 'declined') =>
    void call('PUT /api/v1/article-flags/:id/settled', { params: { id }, body: { how } }).then(() => {
      const undo = () => void call('DELETE /api/v1/article-flags/:id/settled', { params: { id } }).then(reload, failed)
      showBar({ text: 'flag.settled', undo })
      reload()
    }, failed)
  return (
    <section className={css.flags}>
      <h2>{t('flags')}</h2>
      <Table<Flag>
        label={t('flags')}
        rows={data.items}
        keyOf={(flag) => flag.id}
        columns={[
          {
            id: 'what',
            label: t('flags.what'),
            cell: (flag) => (
              <span className={css.flag}>
                <Tag tone={flag.kind === 'wrong' ? 'bad' : 'warn'}>{t(`flag.${flag.kind}`)}</Tag>
                {flag.article === null ? null : <Link href={to.article(flag.article.id)}>{flag.article.title}</Link>}
                <span dir="auto">{flag.note}</span>
              </span>
            ),
          },
          { id: 'by', label: t('flags.by'), cell: (flag) => flag.by.name },
          { id: 'at', label: t('column.when'), cell: (flag) => formats.when(flag.at, now) },
          {
            id: 'where',
            label: t('flags.where'),
            cell: (flag) => <Link href={to.conversation('all', flag.conversation)}>{t('flags.talk')}</Link>,
          },
          {
            id: 'deeds',
            label: '',
            cell: (flag) => (
              <span className={css.buttons}>
                <Button look="link" onPress={() => settle(flag, 'mended')}>
                  {t('flag.mended')}
                </Button>
                <Button look="link" onPress={() => settle(flag, 'declined')}>
                  {t('flag.declined')}
                </Button>
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}
