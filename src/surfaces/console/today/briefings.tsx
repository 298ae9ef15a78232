import { useEffect, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { call } from '../state/api.ts'
import { type Briefing, countBriefings, useBriefingTold } from '../state/briefings.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { Switch } from '../ui/switch.tsx'
import { BriefingCard } from './briefing-card.tsx'
import css from './today.module.css'
import { WriteBriefing } from './write-briefing.tsx'

/** What leads tell those who start; whoever may write them sees who has read them, and those that ended, too. */
export function Briefings() {
  const { t } = useWords()
  const writes = usePermission('briefing.write')
  const [ended, setEnded] = useState(false)
  const [writing, setWriting] = useState<Briefing | 'new' | null>(null)
  const told = useBriefingTold()
  const of = ended ? 'all' : 'current'
  const list = useResource(`briefings ${of}`, () => call('GET /api/v1/briefings', { query: { of, limit: 100 } }))
  const { data, error, reload } = list
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  const next = data?.items.find((briefing) => isToRead(briefing))
  const read = ({ id, edition }: Briefing) =>
    void call('PUT /api/v1/briefings/:id/read', { params: { id }, body: { edition } }).then(() => {
      reload()
      void countBriefings()
    }, failed)
  useCommands({ 'briefing.read': next === undefined ? null : () => read(next) })
  return (
    <section className={css.part} aria-labelledby="briefings">
      <div className={css.partHead}>
        <h2 id="briefings">{t('briefings')}</h2>
        {writes ? (
          <>
            <Switch isSelected={ended} onChange={setEnded}>
              {t('briefings.ended')}
            </Switch>
            <Button look="primary" onPress={() => setWriting('new')}>
              {t('briefing.new')}
            </Button>
          </>
        ) : null}
      </div>
      {data !== null ? (
        data.items.length === 0 ? (
          <Empty glyph="check" title={t('briefings.none')}>
            <p>{t(writes ? 'briefings.none.lead' : 'briefings.none.more')}</p>
          </Empty>
        ) : (
          <ul className={css.cards}>
            {data.items.map((briefing) => (
              <BriefingCard
                key={briefing.id}
                briefing={briefing}
                isNext={briefing === next}
                onRead={() => read(briefing)}
                onChange={() => setWriting(briefing)}
              />
            ))}
          </ul>
        )
      ) : error === null ? (
        <Skeleton label={t('loading')} />
      ) : (
        <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
      )}
      {writing === null ? null : (
        <WriteBriefing
          before={writing === 'new' ? null : writing}
          onClose={() => {
            setWriting(null)
            reload()
          }}
        />
      )}
    </section>
  )
}

const isToRead = ({ readAt, withdrawnAt, until }: Briefing): boolean =>
  readAt === null && withdrawnAt === null && (until === null || Date.parse(until) > Date.now())
