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

/** Of each purpose the latest record holds. */
function latestOf(consents: readonly Contact['consents'][number][]): Contact['consents'] {
  const held = new Map<string, Contact['consents'][number]>()
  for (const consent of consents) {
    const before = held.get(consent.purpose)
    if (before === undefined || before.at < consent.at) held.set(consent.purpose, consent)
  }
  return [...held.values()].sort((one, next) => one.purpose.localeCompare(next.purpose))
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
