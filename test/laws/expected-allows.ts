type Caller = 'admin' | 'lead' | 'advisor' | 'other brand' | 'other queue' | 'partner' | 'viewer' | 'visitor' | 'anyone'

/**
 * Whom each route of staff lets in to a thing of one brand, in its first queue. `admin` may everything everywhere; `lead`,
 * `advisor` and `viewer` work for that brand; `partner` only in that queue; `other queue` is an advisor of the brand's second
 * queue; `other brand` leads another brand. Lists let everybody of staff in and show each their own.
 * A change here is a change of who may see or do what: it needs a reason.
 */
const groups: readonly { may: readonly Caller[]; why: string; routes: readonly string[] }[] = [
  {
    may: ['admin'],
    why: 'the operator’s own, above every brand',
    routes: [
      'GET /api/v1/keys',
      'POST /api/v1/keys',
      'DELETE /api/v1/agents/:id/sessions',
      'GET /api/v1/audit',
      'GET /api/v1/jobs',
      'GET /api/v1/dead-jobs',
      'GET /api/v1/handlers',
      'PUT /api/v1/handlers/:name/parked/:subject/replay',
      'POST /api/v1/brands',
      'PUT /api/v1/brands/:id',
      'POST /api/v1/agents',
      'PUT /api/v1/agents/:id',
      'GET /api/v1/roles',
      'POST /api/v1/teams',
      'POST /api/v1/partners',
      'DELETE /api/v1/contacts/:id',
    ],
  },
  {
    may: [],
    why: 'names a thing that is not there, so nobody is told more than that; who may is tested beside the verb',
    routes: [
      'DELETE /api/v1/keys/:id',
      'PUT /api/v1/dead-jobs/:id/replay',
      'DELETE /api/v1/dead-jobs/:id',
      'DELETE /api/v1/contacts/:id/mandates/:mandate',
      'DELETE /api/v1/contacts/:id/merges/:merge',
      'DELETE /api/v1/conversations/:id/messages/:message',
      'GET /api/v1/conversations/:id/panels/:panel',
    ],
  },
  {
    may: ['admin', 'lead', 'advisor', 'other brand', 'other queue', 'partner', 'viewer'],
    why: 'a list: each sees only what is theirs',
    routes: [
      'GET /api/v1/agents',
      'GET /api/v1/teams',
      'GET /api/v1/partners',
      'GET /api/v1/contacts',
      'GET /api/v1/inbox',
      'GET /api/v1/inbox/counts',
      'GET /api/v1/labels',
      'GET /api/v1/dispositions',
      'GET /api/v1/search',
      'GET /api/v1/accounts',
      'GET /api/v1/queues',
      'GET /api/v1/articles',
      'GET /api/v1/canned-responses',
    ],
  },
  {
    may: ['admin', 'lead', 'advisor', 'viewer'],
    why: 'whoever works for the brand; a contact carries no queue, so one queue is not enough',
    routes: ['GET /api/v1/contacts/:id'],
  },
  {
    may: ['admin', 'lead', 'advisor'],
    why: 'a decision of the brand’s own advisors, not of partners',
    routes: [
      'PUT /api/v1/contacts/:id/name',
      'PUT /api/v1/contacts/:id/organisation',
      'PUT /api/v1/contacts/:id/consents/:purpose',
      'POST /api/v1/contacts/:id/mandates',
      'POST /api/v1/contacts/:id/merges',
      'PUT /api/v1/conversations/:id/assignment',
      'DELETE /api/v1/conversations/:id/assignment',
      'PUT /api/v1/conversations/:id/queue',
    ],
  },
  {
    may: ['admin', 'lead'],
    why: 'what the brand’s customers and advisors get to see is its lead’s',
    routes: [
      'GET /api/v1/contacts/:id/export',
      'POST /api/v1/labels',
      'POST /api/v1/dispositions',
      'POST /api/v1/queues',
      'PUT /api/v1/queues/:id',
      'POST /api/v1/articles',
      'PUT /api/v1/articles/:id',
      'DELETE /api/v1/articles/:id',
      'PUT /api/v1/articles/:id/publication',
      'DELETE /api/v1/articles/:id/publication',
      'POST /api/v1/canned-responses',
      'PUT /api/v1/canned-responses/:id',
      'DELETE /api/v1/canned-responses/:id',
    ],
  },
  {
    may: ['admin', 'lead', 'advisor', 'partner', 'viewer'],
    why: 'whoever may read the conversation, its queue’s partner too',
    routes: [
      'GET /api/v1/conversations/:id',
      'GET /api/v1/conversations/:id/may',
      'GET /api/v1/conversations/:id/messages',
      'PUT /api/v1/conversations/:id/drafts/:kind',
      'PUT /api/v1/conversations/:id/read',
      'GET /api/v1/conversations/:id/panels',
      'GET /api/v1/conversations/:id/canned-responses/:response',
      'GET /api/v1/conversations/:id/surveys',
    ],
  },
  {
    may: ['admin', 'lead', 'advisor', 'partner'],
    why: 'whoever may work on the conversation',
    routes: [
      'POST /api/v1/conversations/:id/messages',
      'POST /api/v1/conversations/:id/notes',
      'PUT /api/v1/conversations/:id/snooze',
      'DELETE /api/v1/conversations/:id/snooze',
      'PUT /api/v1/conversations/:id/pending',
      'DELETE /api/v1/conversations/:id/pending',
      'PUT /api/v1/conversations/:id/solution',
      'DELETE /api/v1/conversations/:id/solution',
      'PUT /api/v1/conversations/:id/priority',
      'PUT /api/v1/conversations/:id/labels/:label',
      'DELETE /api/v1/conversations/:id/labels/:label',
    ],
  },
  {
    may: ['admin', 'lead', 'advisor', 'other queue', 'partner'],
    why: 'a file of the brand, kept with its sender until a message takes it',
    routes: ['POST /api/v1/uploads'],
  },
  {
    may: ['admin', 'lead', 'advisor', 'other brand', 'other queue', 'partner'],
    why: 'each takes from the queues they work in',
    routes: ['POST /api/v1/work-items/next'],
  },
  {
    may: ['admin', 'lead', 'advisor', 'other brand', 'other queue'],
    why: 'colleagues, not partners',
    routes: ['GET /api/v1/presence'],
  },
  {
    may: ['admin', 'lead', 'advisor', 'other queue', 'partner', 'viewer'],
    why: 'published or not, an article is the whole brand’s',
    routes: ['GET /api/v1/articles/:id'],
  },
  {
    may: ['admin', 'lead', 'advisor', 'other queue', 'viewer'],
    why: 'figures of the brand; no names in them',
    routes: ['GET /api/v1/reports/service'],
  },
]

export const allows: Record<string, readonly Caller[]> = Object.fromEntries(
  groups.flatMap(({ may, routes }) => routes.map((route) => [route, may])),
)
