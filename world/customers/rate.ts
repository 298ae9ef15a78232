import type { Survey } from '#voice/contract'
import type { End } from '../figures.ts'
import { COMMENTS, minutes, QUICK_MINUTES, RATES, SLOW_MINUTES, scores } from './behaviour.ts'
import { linesOf, think, type Visit } from './visit.ts'

/** The survey comes a moment after the conversation was solved. */
const SURVEY_WITHIN_MS = 4_000
const LOOKS = 3

/** Some say goodbye and answer the survey, by how long they waited and what came of it. */
export async function rate(visit: Visit, end: End): Promise<void> {
  const { script, chat } = visit
  if (chat.state?.status !== 'solved' || !script.random.chance(RATES)) return
  const survey = await surveyOf(visit)
  if (survey === null || survey.score !== null) return
  await think(visit)
  const score = script.random.weighted(scores[moodOf(visit, end)])
  const comment = script.random.chance(COMMENTS) ? script.random.pick(linesOf(visit).rating[score]).text : undefined
  await chat.rate(survey.id, Number(score), comment)
}

async function surveyOf({ chat }: Visit): Promise<Survey | null> {
  for (let look = 0; look < LOOKS; look++) {
    // A brand may ask nobody.
    const survey = await chat.survey().catch(() => null)
    if (survey !== null) return survey
    await chat.change(SURVEY_WITHIN_MS)
  }
  return null
}

function moodOf({ waited, content }: Visit, end: End): keyof typeof scores {
  if (!content && end !== 'solved') return 'hopeless'
  if (waited <= minutes(QUICK_MINUTES)) return 'quick'
  return waited <= minutes(SLOW_MINUTES) ? 'slow' : 'hopeless'
}
