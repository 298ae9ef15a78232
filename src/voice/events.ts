import type { ConversationId } from '#kernel/ids'

declare module '#kernel/events' {
  /** The subject of each is the conversation. */
  interface EventMap {
    /** `way` is `mail` when it did not go to the window it was written in. */
    'survey.sent': { surveyId: string; kind: 'csat'; way?: 'mail' }
    /** Also when an answer was changed. Satisfied means 4 or 5. */
    'survey.answered': { surveyId: string; kind: 'csat'; score: number; comment: boolean }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'voice.ask': { conversationId: ConversationId }
  }
}
