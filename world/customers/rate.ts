import type { Survey } from '#voice/contract'
import type { End } from '../figures.ts'
import { RATES } from './behaviour.ts'
import { moodOf, opinionIn } from './opinion.ts'
import { linesOf, think, type Visit } from './visit.ts'

/** The survey comes a moment after the conversation was solved. */
const SURVEY_WITHIN_MS = 4_000
const LOOKS = 3

/** Some say goodbye and answer the survey, by how long they waited and what came of it. */
export async function rate(visit: Visit, end: End): Promise<void> {
  const { script, chat, waited, content } = visit
  if (chat.state?.status !== 'solved' || !script.random.chance(RATES)) return
  const survey = await surveyOf(visit)
  if (survey === null || survey.score !== null) return
  await think(visit)
  const mood = moodOf({ waited, helped: content || end === 'solved' })
  const { score, comment } = opinionIn(mood, linesOf(visit), script.random)
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
