import { wordSummariesWith } from '#conversations'
import type { App } from '#kernel/registry'
import { closeQuiet } from './close-quiet.ts'
import { queueTurn, sumUpAfter } from './follow.ts'
import { forgetTurns } from './forget-turns.ts'
import { botState } from './personal.ts'
import { readPhrases } from './phrases.ts'
import { enabled } from './settings.ts'
import { takeTurn } from './take-turn.ts'
import { wordSummary } from './word-summary.ts'

/** The bot: answers first, from published knowledge, and hands over with what it learnt. */
export function openBot(app: App): void {
  const phrases = readPhrases()
  app.setting(enabled)
  app.on('message.received', 'bot.queue-turn', queueTurn)
  app.on('conversation.handed', 'bot.sum-up', sumUpAfter)
  wordSummariesWith(app, (facts, langs) => wordSummary(phrases, facts, langs))
  app.work('bot.turn', (ctx, turn) => takeTurn(ctx, phrases, turn))
  app.work('bot.close-quiet', closeQuiet)
  app.every(86_400, 'bot.forget-turns', forgetTurns)
  app.personal(botState)
  app.fact({ event: 'bot.turned', fields: { outcome: 'code', articleId: 'id' } })
  app.fact({ event: 'bot.handed-over', fields: { reason: 'code' } })
}
