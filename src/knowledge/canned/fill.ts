/** What can stand between double braces. */
export const placeholders = ['contact.firstName', 'agent.firstName', 'brand.name', 'conversation.reference'] as const
export type Placeholder = (typeof placeholders)[number]
export type Values = Readonly<Record<Placeholder, string>>

const HOLE = /\{\{\s*([^{}]{1,60}?)\s*\}\}/g

const isKnown = (name: string): name is Placeholder => placeholders.some((known) => known === name)

/** The text with its placeholders filled; the unknown ones stay as they are and are named, each once. */
export function fill(text: string, values: Values): { text: string; unknown: string[] } {
  const unknown = new Set<string>()
  const filled = text.replace(HOLE, (hole, name: string) => {
    if (isKnown(name)) return values[name]
    unknown.add(name)
    return hole
  })
  return { text: withoutGaps(filled), unknown: [...unknown] }
}

/** Where a name is not known: "Hello , this is" reads "Hello, this is". */
const withoutGaps = (text: string): string => text.replace(/ +([,.!?])/g, '$1').replace(/(\S) {2,}/g, '$1 ')
