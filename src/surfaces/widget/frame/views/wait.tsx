/** @jsxImportSource preact */
import { whenOf } from '../../../shared/when.ts'
import { type Here, useHere } from '../context.ts'
import type { State } from '../state.ts'

/** How long a person takes, said honestly: minutes, busy, or when we are back. Nothing where nobody knows. */
export function Wait() {
  const { state, t } = useHere()
  const words = waitIn(state, t)
  return words === '' ? null : <p class="wait">{words}</p>
}

function waitIn({ chat, boot }: State, t: Here['t']): string {
  if (chat?.with.kind === 'agent' || (chat !== null && chat.status !== 'open')) return ''
  const { openNow, opensAt, waitMinutes } = chat ?? boot.brand
  if (!openNow && opensAt !== null) {
    const when = whenOf(new Date(opensAt), new Date(), { lang: boot.lang })
    return t(chat?.with.kind === 'waiting' ? 'hours.closed' : 'hours.closedBot', { when })
  }
  const minutes = waitMinutes ?? boot.brand.waitMinutes
  if (!openNow || minutes === null) return ''
  return minutes > 60 ? t('wait.long') : t('wait.minutes', { minutes })
}
