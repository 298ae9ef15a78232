declare module '#kernel/events' {
  interface EventMap {
    /** The subject is the form or the rule. */
    'review-form.defined': { formId: string }
    'review-rule.defined': { ruleId: string }
    /** The subject is the review; the agent is whose answers are read. */
    'review.picked': { reviewId: string; agentId: string }
    'review.dropped': { reviewId: string; agentId: string }
    'review.restored': { reviewId: string; agentId: string }
    'review.scored': { reviewId: string; agentId: string }
    'review.seen': { reviewId: string; agentId: string }
    'review.answered': { reviewId: string; agentId: string; agrees: boolean }
    'review.settled': { reviewId: string; agentId: string }
    /** The subject is the note; the agent is for whom it is. */
    'coaching-note.written': { coachingNoteId: string; agentId: string }
    'coaching-note.removed': { coachingNoteId: string; agentId: string }
    'coaching-note.done': { coachingNoteId: string; agentId: string; done: boolean }
  }
}

export {}
