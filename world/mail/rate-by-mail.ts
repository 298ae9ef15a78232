import { RATES } from '../customers/behaviour.ts'
import { moodOf, opinionIn } from '../customers/opinion.ts'
import type { Script } from '../customers/script.ts'
import { LINK, pathOnApp } from '../own-links.ts'
import type { World } from '../world.ts'
import type { Letter } from './letter.ts'

/** Score → where its link leads on the app. */
export type Survey = ReadonlyMap<string, string>

/** The survey in this letter; null when it is another letter. A link that leads anywhere but to the app is none. */
export function surveyIn({ api, publicUrl }: World, { auto, text }: Letter): Survey | null {
  if (!auto) return null
  const links = (text.match(LINK) ?? []).flatMap((link): [string, string][] => {
    const path = pathOnApp({ url: api.url, publicUrl }, link)
    const score = /^\/b\/[\w-]+\/rate\/[\w-]+\?(?:.*&)?score=([1-5])(?:&|$)/.exec(path ?? '')?.[1]
    return path === null || score === undefined ? [] : [[score, path]]
  })
  return links.length === 0 ? null : new Map(links)
}

/** Some open the link of what they think and send its page, as a browser does; some of them add a line. */
export async function rateByMail(world: World, script: Script, survey: Survey, waited: number): Promise<void> {
  const random = script.random.fork('rates by mail')
  if (!random.chance(RATES)) return
  const mood = moodOf({ waited, helped: true })
  const { score, comment } = opinionIn(mood, world.talk(script.customer.lang), random)
  const form = formIn(world, await world.api.page(survey.get(score) ?? ''))
  if (form === null) return
  await world.api.page(form, { score })
  world.figures.ratings.push(Number(score))
  if (comment !== undefined) await world.api.page(form, { score, comment })
}

/** Where the page's form goes; null when it has none that stays on the app. */
function formIn({ api, publicUrl }: World, page: string): string | null {
  const action = /<form\b[^>]*\bmethod="post"[^>]*\baction="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
  const to = action === undefined ? null : URL.parse(action, api.url)
  return to === null ? null : pathOnApp({ url: api.url, publicUrl }, to.href)
}
