import { openChannels } from '#channels'
import { openConversations } from '#conversations'
import { newId } from '#kernel/ids'
import type { OpenModule } from '#kernel/registry'
import { openKnowledge } from '#knowledge'
import { openRouting } from '#routing'
import { brandValues, type Cast, cast } from './people.ts'

/** The cast with the public pages, and a brand of three languages that is open on Tuesdays only. */
export async function portalCast(openPortal: OpenModule): Promise<Cast> {
  const the = await cast({ modules: [openConversations, openKnowledge, openChannels, openRouting, openPortal] })
  const hours = { timeZone: 'Europe/Brussels', week: [{ day: 2, from: '09:00', to: '18:00' }], closedDays: [] }
  const values = brandValues('ondelle', { name: 'Ondelle', languages: ['fr', 'nl', 'en'], hours })
  await the.ask(the.admin, 'POST /api/v1/brands', { body: { id: newId(), ...values } })
  return the
}

/** What a form of the page carries unseen. */
export const hiddenIn = (text: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? ''
