import type { Contact } from './contact.ts'

/** What the kept contact will look like: its own name, language and organisation; everything else comes together. */
export function mergedOf(into: Contact, other: Contact): Contact {
  return {
    ...into,
    identities: [...into.identities, ...other.identities],
    consents: latestOf([...into.consents, ...other.consents]),
    mandates: [...into.mandates, ...other.mandates].filter(({ for: { id } }) => id !== into.id && id !== other.id),
    since: into.since < other.since ? into.since : other.since,
  }
}

/** Of each purpose and channel the latest record holds, and a younger word on all channels over each. */
function latestOf(consents: readonly Contact['consents'][number][]): Contact['consents'] {
  const held = new Map<string, Contact['consents'][number]>()
  const keyOf = (purpose: string, channel: string | null) => `${purpose} ${channel ?? ''}`
  for (const consent of consents) {
    const key = keyOf(consent.purpose, consent.channel)
    if ((held.get(key)?.at ?? '') < consent.at) held.set(key, consent)
  }
  const stands = ({ purpose, channel, at }: Contact['consents'][number]) =>
    channel === null || (held.get(keyOf(purpose, null))?.at ?? '') <= at
  return [...held.values()]
    .filter(stands)
    .sort(
      (one, next) => one.purpose.localeCompare(next.purpose) || (one.channel ?? '').localeCompare(next.channel ?? ''),
    )
}

/** What the other one has and the kept one will not say any more. */
export const lostOf = (into: Contact, other: Contact): ('name' | 'lang' | 'organisation')[] => {
  const differs = {
    name: other.name !== '' && other.name !== into.name,
    lang: other.lang !== null && other.lang !== into.lang,
    organisation: other.organisation !== null && other.organisation.id !== into.organisation?.id,
  }
  return (['name', 'lang', 'organisation'] as const).filter((part) => differs[part])
}
