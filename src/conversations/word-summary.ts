import type { BrandId } from '#kernel/ids'
import type { App, Context } from '#kernel/registry'
import { agentsByIds, brandById } from '#people'
import type { SummaryFacts } from './summary-facts.ts'

/** Facts in words, in the first of these languages that there are words for. */
export type Wording = (facts: SummaryFacts, langs: readonly string[]) => string

const wordings = new WeakMap<App, Wording>()

/** Said once by the module that learns the facts: only it knows what its codes mean. */
export const wordSummariesWith = (app: App, wording: Wording): void => void wordings.set(app, wording)

/** The reader's languages, best first: what they asked for, those of their profile, those of the brand. */
export async function readersLanguages(ctx: Context, brand: BrandId, wanted: string | undefined): Promise<string[]> {
  const agent = ctx.actor.kind === 'agent' ? (await agentsByIds(ctx.db, [ctx.actor.id])).get(ctx.actor.id) : undefined
  const brands = (await brandById(ctx.db, brand))?.languages ?? []
  return [...(wanted === undefined ? [] : [wanted]), ...(agent?.languages ?? []), ...brands]
}

export const wordedSummary = (app: App, facts: SummaryFacts, langs: readonly string[]): string =>
  wordings.get(app)?.(facts, langs) ?? ''
