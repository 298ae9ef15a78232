import type { Takes } from './contract.ts'

interface Told {
  requestId: string
  takes: Takes
}

declare module '#kernel/events' {
  /** The subject of each is the conversation; nothing of what was given is told. */
  interface EventMap {
    'secure-form.asked': Told
    'secure-form.opened': Told
    'secure-form.given': Told
    'secure-form.delivered': Told
    'secure-form.rejected': Told
    'secure-form.undelivered': Told
    'secure-form.declined': Told
    'secure-form.expired': Told
    'secure-form.withdrawn': Told
    /** The subject is the form: it was made, changed, or rests. */
    'secure-form.defined': { formId: string }
  }
}

declare module '#kernel/jobs' {
  interface JobMap {
    'secure-forms.end': { id: string }
    'secure-forms.deliver': { id: string }
  }
}
