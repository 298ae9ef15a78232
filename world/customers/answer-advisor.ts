import type { Line } from '../content/index.ts'
import type { End } from '../figures.ts'
import { questions, SEES_LATE_ANSWER } from './behaviour.ts'
import { hearAll, linesOf, say, think, type Visit } from './visit.ts'

/** Advisors often write a second line at once. */
const MORE_WITHIN_MS = 3_000

/** An advisor wrote; the customer reads, answers what was asked, and thanks when they have what they came for. */
export async function answerAdvisor(visit: Visit): Promise<End | null> {
  const { chat, script } = visit
  await chat.change(MORE_WITHIN_MS)
  const said = unheard(visit)
  await think(visit, said)
  hearAll(visit)
  if (visit.away && !script.random.chance(SEES_LATE_ANSWER)) return 'gave-up'
  visit.away = false
  if (chat.state?.status !== 'open') return null
  visit.advisorAnswers++
  const asked = questions.find(([, words]) => words.test(said))?.[0]
  visit.content = visit.advisorAnswers >= script.exchanges && asked === undefined
  await say(visit, script.random.pick(replies(visit, asked)))
  return null
}

const unheard = ({ chat, heard }: Visit): string =>
  chat.messages
    .filter(({ seq, by }) => seq > heard && by.kind === 'agent')
    .map(({ text }) => text)
    .join('\n')

function replies(visit: Visit, asked: (typeof questions)[number][0] | undefined): Line[] {
  const lines = linesOf(visit)
  if (asked !== undefined) return lines.answer[asked]
  return visit.content ? lines.thanks : lines.answer.yes
}
