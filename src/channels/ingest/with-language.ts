import { languageOf } from '#kernel/text'
import type { ReceivedMessage } from '../port/inbound-event.ts'
import type { Source } from './source.ts'

/** A mail does not say its language as a window does: its words tell, when they tell it clearly. */
export async function withLanguage({ brand }: Source, event: ReceivedMessage): Promise<ReceivedMessage> {
  if (event.mail === undefined || event.content.lang !== undefined) return event
  const { lang, sure } = await languageOf(event.content.text, brand.languages)
  return sure ? { ...event, content: { ...event.content, lang } } : event
}
