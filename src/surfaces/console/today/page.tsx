import { useWords } from '../i18n/words.tsx'
import { Page } from '../shell/page.tsx'
import { useMe, usePermission } from '../state/session.ts'
import { Briefings } from './briefings.tsx'
import { Changed } from './changed.tsx'
import { Due } from './due.tsx'
import { localDay } from './local-day.ts'
import { Reviewed } from './reviewed.tsx'
import css from './today.module.css'
import { Waiting } from './waiting.tsx'

/** The start of a shift: what the lead says, what one promised, what waits, and what is new to know. */
export function TodayPage() {
  const { t, formats } = useWords()
  const { agent } = useMe()
  const promises = usePermission('promise.read')
  const reviewed = usePermission('coaching.own')
  return (
    <Page title={t('nav.today')}>
      <p className={css.hello}>
        {t('today.hello', { name: agent.name, day: formats.calendarDay(localDay(new Date().toISOString())) })}
      </p>
      <div className={css.parts}>
        <Briefings />
        <div className={css.side}>
          <Waiting />
          {promises ? <Due /> : null}
          {reviewed ? <Reviewed /> : null}
          <Changed />
        </div>
      </div>
    </Page>
  )
}
