/** @jsxImportSource preact */
import { whenOf } from '../../../shared/when.ts'
import { type Here, useHere } from '../context.ts'
import type { State } from '../state.ts'

/** How long a person takes, said honestly: minutes, busy, or when we are back and what can be done until then. Nothing where nobody knows. */
export function Wait() {
  const { state, t } = useHere()
  const words = waitIn(state, t)
  if (words === '') return null
  return (
    <>
      <p class="wait">{words}</p>
      {isClosed(state) && (
        <p class="wait">
          <a href={`/b/${state.boot.brand.slug}/contact?lang=${state.boot.lang}#form`} target="_blank" rel="noopener">
            {t('hours.other')}
          </a>
        </p>
      )}
    </>
  )
}

/** Nobody of us is there now. */
export const isClosed = ({ chat, boot }: State): boolean => !(chat ?? boot.brand).openNow

function waitIn({ chat, boot }: State, t: Here['t']): string {
  if (chat?.with.kind === 'agent' || (chat !== null && chat.status !== 'open')) return ''
  const { openNow, opensAt, waitMinutes } = chat ?? boot.brand
  if (!openNow) return closedWords(opensAt, chat?.with.kind === 'waiting', boot, t)
  const minutes = waitMinutes ?? boot.brand.waitMinutes
  if (minutes === null) return ''
  return minutes > 60 ? t('wait.long') : t('wait.minutes', { minutes })
}

/** Before anything was asked, the bot is there; after, the answer comes when we are back: by the brand’s clock, as the bot says it, too. */
function closedWords(opensAt: string | null, isWaiting: boolean, { lang, brand }: State['boot'], t: Here['t']): string {
  if (opensAt === null) return t('hours.leaveAny')
  const when = whenOf(new Date(opensAt), new Date(), { lang, timeZone: brand.timeZone })
  return t(isWaiting ? 'hours.leave' : 'hours.closedBot', { when })
}
