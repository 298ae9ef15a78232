import { type Row, visitorMessages, waitMinutesOf } from '#conversations'
import type { ConversationId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { mask } from '#kernel/text'
import { type Answer, findAnswers } from '#knowledge'
import { type Brand, brandById, isOpen, languageFor, nextOpening } from '#people'
import { type Heard, hear, languageHeard } from './hear.ts'
import { normal } from './normal.ts'
import { type AllPhrases, phrasesFor } from './phrases.ts'
import { earOf } from './recognise.ts'
import type { Room } from './room.ts'
import { shortened } from './speech.ts'
import { newTalk, type Talk } from './talk.ts'
import { whenOpen } from './when.ts'

const SUGGESTIONS = 4

/** Reads everything the bot needs for its turn. Null: there is nothing to answer any more. */
export async function enter(ctx: Context, all: AllPhrases, row: Row, seq: number): Promise<Room | null> {
  const brand = await brandById(ctx.db, row.brand_id)
  const known = await stateOf(ctx, row.conversation_id)
  const talk = { ...newTalk, ...known?.talk }
  const { messages } = await visitorMessages(ctx.db, row.conversation_id)
  const heard = hear(messages, seq, talk.asked)
  if (brand === null || heard.ids.length === 0) return null
  const used = known?.lang ?? languageFor(brand, row.lang)
  const lang = await languageHeard(heard.text, used, brand.languages)
  const phrases = phrasesFor(all, lang)
  return {
    brand,
    lang,
    all,
    phrases,
    ear: earOf(phrases),
    talk,
    heard,
    answers: await answersFor(ctx, brand, lang, talk, heard),
    chosen: await chosenOf(ctx, brand, lang, talk, heard),
    secrets: mask(heard.text, lang).kinds.filter((kind) => kind === 'puk' || kind === 'card'),
    ...(await doors(ctx, brand, lang)),
  }
}

const stateOf = (ctx: Context, id: ConversationId) =>
  ctx.db.selectFrom('bot.state').select(['lang', 'talk']).where('conversation_id', '=', id).executeTakeFirst()

/** For what was just said; when that alone is not clear, together with what was asked before it. */
async function answersFor(
  ctx: Context,
  brand: Brand,
  lang: string,
  talk: Talk,
  { text, before }: Heard,
): Promise<Answer[]> {
  const alone = await findAnswers(ctx.db, { brand, lang, q: text, limit: SUGGESTIONS })
  if (alone[0]?.sure === true || before === '' || talk.misses === 0) return alone
  const together = await findAnswers(ctx.db, { brand, lang, q: `${before}\n${text}`, limit: SUGGESTIONS })
  return together[0]?.sure === true ? together : alone
}

async function chosenOf(ctx: Context, brand: Brand, lang: string, talk: Talk, { last }: Heard): Promise<Answer | null> {
  const choice = talk.choices.find(({ title }) =>
    [title, shortened(title)].some((label) => normal(label) === normal(last)),
  )
  if (choice === undefined) return null
  const found = await findAnswers(ctx.db, { brand, lang, q: choice.title, limit: SUGGESTIONS })
  return found.find((answer) => answer.id === choice.articleId) ?? null
}

async function doors(
  ctx: Context,
  brand: Brand,
  lang: string,
): Promise<Pick<Room, 'opensAgain' | 'opensAt' | 'waitMinutes' | 'openNow'>> {
  const now = ctx.clock.instant()
  if (isOpen(brand.hours, now))
    return { openNow: true, opensAgain: null, opensAt: null, waitMinutes: await waitMinutesOf(ctx.db, brand.id) }
  const opens = nextOpening(brand.hours, now)
  return {
    openNow: false,
    waitMinutes: null,
    opensAt: opens,
    opensAgain: opens === null ? null : whenOpen(lang, now, opens, brand.hours.timeZone),
  }
}
