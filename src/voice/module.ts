import { sql } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type App, redactIn } from '#kernel/registry'
import { repointBy } from '#people'
import { answerSurvey } from './answer-survey.ts'
import { ask, askLater } from './ask.ts'
import { voiceApi } from './contract.ts'
import { listSurveys, openSurvey, presentSurveys, surveyPanel } from './list-surveys.ts'
import { goOn, pause } from './pause.ts'
import { csatSetting } from './survey.ts'
import { takeOver } from './take-over.ts'
import { writeLetter } from './write-letter.ts'

/** Voice: what customers think of the help they got. */
export function openVoice(app: App): void {
  app.permission('survey.read', 'See ratings and comments of customers')
  app.permission('survey.manage', 'Decide whether and when customers are asked')
  const visitor = { realm: 'visitor', scope: 'self', permission: null } as const
  app.routes(voiceApi, {
    'GET /api/v1/conversations/:id/surveys': {
      realm: 'staff',
      scope: 'rows',
      permission: 'survey.read',
      run: async (ctx, { params }) => ({ surveys: await listSurveys(ctx, params.id) }),
    },
    'GET /api/v1/chat/survey': { ...visitor, run: async (ctx) => ({ survey: await openSurvey(ctx) }) },
    'PUT /api/v1/chat/survey/:id': {
      ...visitor,
      verb: { name: 'survey.answer', idempotency: 'natural' },
      run: (ctx, { params, body }) => answerSurvey(ctx, params.id, body),
    },
  })
  app.setting(csatSetting)
  app.on('conversation.solved', 'voice.ask', askLater)
  app.on('conversation.imported', 'voice.take-over', takeOver)
  app.on('surge.started', 'voice.pause', pause)
  app.on('surge.ended', 'voice.pause', goOn)
  app.work('voice.ask', ask)
  app.letter({ kind: 'survey', write: writeLetter })
  show(app)
  registerPersonal(app)
}

function show(app: App): void {
  app.line('survey.sent', { text: 'line.survey.sent', icon: 'star', permission: 'survey.read' })
  app.line('survey.answered', { text: 'line.survey.answered', icon: 'star', permission: 'survey.read' })
  app.fact({ event: 'survey.answered', fields: { score: 'number', comment: 'boolean' } })
  app.panel({ name: 'survey', on: 'conversation', permission: 'survey.read', budgetMs: 150, load: surveyPanel })
  const idOf = (event: StoredEvent) => ('surveyId' in event.data ? event.data.surveyId : null)
  app.live({
    kind: 'survey',
    permission: 'survey.read',
    on: { 'survey.sent': idOf, 'survey.answered': idOf },
    only: 'watched-subject',
    visitor: (actor, event) => event.subject === actor.conversationId,
    present: presentSurveys,
  })
}

/** The words go with the contact; the number stays in the figures and tells nothing of anybody. */
function registerPersonal(app: App): void {
  app.personal({
    table: 'voice.survey',
    contactColumn: 'contact_id',
    fields: ['comment'],
    retention: 'with-contact',
    erase: async (tx, contact) => {
      await sql`update voice.survey set comment = null, rev = rev + 1 where contact_id = ${contact} and comment is not null`.execute(
        tx,
      )
    },
    forget: async (tx, conversation) => {
      await sql`update voice.survey set comment = null, rev = rev + 1 where conversation_id = ${conversation} and comment is not null`.execute(
        tx,
      )
    },
    redact: redactIn('voice.survey', 'conversation_id', { text: ['comment'] }),
    export: (db, contact) => db.selectFrom('voice.survey').selectAll().where('contact_id', '=', contact).execute(),
    repoint: repointBy('voice.survey', 'contact_id'),
  })
}
