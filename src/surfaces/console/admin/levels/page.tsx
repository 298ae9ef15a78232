import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'
import { useEvery } from '../../state/use-every.ts'
import { Button } from '../../ui/button.tsx'
import { type Listed, ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import type { Calendar } from '../calendars/calendar.ts'
import { LevelEditor } from './editor.tsx'
import type { Level } from './level.ts'
import { Progress } from './progress.tsx'
import { useLevelWords } from './words.ts'

/** What is promised to customers: by when they are answered, by when it is solved. */
export function LevelsPage() {
  const { t } = useWords()
  const [editing, setEditing] = useState<Level | 'new' | null>(null)
  const levels = useResource('levels', () => call('GET /api/v1/sla-policies', {}))
  const calendars = useResource('calendars', () => call('GET /api/v1/calendars', {})).data?.items ?? []
  const items = levels.data?.items ?? []
  const close = () => {
    setEditing(null)
    levels.reload()
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.levels')}</h2>
        <Button look="primary" onPress={() => setEditing('new')}>
          {t('level.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('level.hint')}</p>
      {items.some(({ progress }) => progress !== null) ? <Counting levels={items} reload={levels.reload} /> : null}
      <Levels of={levels} calendars={calendars} onOpen={setEditing} />
      {editing === null ? null : (
        <LevelEditor level={editing === 'new' ? null : editing} calendars={calendars} onClose={close} />
      )}
    </>
  )
}

/** Looked at again while it goes on. */
function Counting({ levels, reload }: { levels: readonly Level[]; reload: () => void }) {
  useEvery(1_000, reload)
  const brands = new Map(levels.map((level) => [level.brand, level]))
  return [...brands.values()].map(({ brand, progress }) =>
    progress === null ? null : <Progress key={brand} brand={brand} {...progress} />,
  )
}

interface Props {
  of: Listed<Level>
  calendars: readonly Calendar[]
  onOpen: (level: Level) => void
}
function Levels({ of, calendars, onOpen }: Props) {
  const { t } = useWords()
  const brandName = useBrandName()
  const words = useLevelWords(calendars)
  return (
    <ListedTable
      of={of}
      empty={<Empty title={t('level.empty')}>{t('level.empty.more')}</Empty>}
      label={t('settings.levels')}
      keyOf={(level) => level.id}
      columns={[
        {
          id: 'name',
          label: t('people.name'),
          cell: (level) => (
            <Button look="link" onPress={() => onOpen(level)}>
              {level.name}
            </Button>
          ),
        },
        { id: 'brand', label: t('brand'), cell: (level) => brandName(level.brand) },
        { id: 'takes', label: t('level.takes'), cell: words.takes },
        { id: 'calendar', label: t('level.calendar'), cell: words.calendar },
        { id: 'first', label: t('level.first'), end: true, cell: (level) => words.target(level.first) },
        { id: 'next', label: t('level.next'), end: true, cell: (level) => words.target(level.next) },
        { id: 'resolution', label: t('level.resolution'), end: true, cell: (level) => words.target(level.resolution) },
      ]}
    />
  )
}
