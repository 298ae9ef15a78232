import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../state/session.ts'
import { Choose, Field } from '../../ui/field.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import css from '../admin.module.css'
import { Week } from '../brand/week.tsx'
import { zones } from '../zones.ts'
import { type CalendarDraft, withHolidays } from './calendar.ts'
import own from './calendars.module.css'
import { Holidays } from './holidays.tsx'
import { ImportHolidays } from './import.tsx'

interface Props {
  draft: CalendarDraft
  change: (more: Partial<CalendarDraft>) => void
}

/** How it is called and where it is; of a new one whose it is, too: '' is every brand's. */
export function Head({
  draft,
  change,
  brand,
  onBrand,
}: Props & { brand: string | null; onBrand: (id: string) => void }) {
  const { t } = useWords()
  const { brands } = useMe()
  return (
    <div className={css.pair}>
      <Field
        label={t('people.name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={80}
        autoFocus={brand !== null}
      />
      <Choose
        label={t('brand.zone')}
        value={draft.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        options={zones(draft.timeZone).map((zone) => ({ id: zone, label: zone.replaceAll('_', ' ') }))}
      />
      {brand === null ? null : (
        <Choose
          label={t('brand')}
          value={brand}
          onChange={onBrand}
          options={[...brands.map((each) => ({ id: each.id, label: each.name })), { id: '', label: t('brand.all') }]}
        />
      )}
    </div>
  )
}

/** Its hours and its holidays; `saved` is its id once it is. */
export function Parts({ draft, change, saved }: Props & { saved: string | null }) {
  const { t } = useWords()
  const [tab, setTab] = useState('hours')
  return (
    <Tabs
      label={t('calendar.parts')}
      selected={tab}
      onSelect={setTab}
      tabs={[
        {
          id: 'hours',
          label: t('calendar.hours'),
          body: (
            <div className={own.part}>
              <Week week={draft.week} onChange={(week) => change({ week })} />
            </div>
          ),
        },
        {
          id: 'holidays',
          label: t('calendar.holidaysN', { n: draft.holidays.length }),
          body: (
            <div className={own.part}>
              <Holidays holidays={draft.holidays} onChange={(holidays) => change({ holidays })} />
              <ImportHolidays
                id={saved}
                onTaken={(taken) => change({ holidays: withHolidays(draft.holidays, taken) })}
              />
            </div>
          ),
        },
      ]}
    />
  )
}
