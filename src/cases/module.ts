import type { StoredEvent } from '#kernel/events'
import type { App } from '#kernel/registry'
import { keepAnswered } from './bot-promises.ts'
import { caseChronicle, promiseChronicle } from './chronicle.ts'
import { forgetLetter } from './complaints/change.ts'
import { complaintTables } from './complaints/personal.ts'
import { complaintOperations } from './complaints/routes.ts'
import { complaintSetting } from './complaints/setting.ts'
import { watchComplaint } from './complaints/watch.ts'
import { casesApi, complaintsApi } from './contract.ts'
import { follow, followed } from './follow.ts'
import { followMerges, mergings } from './follow-merge.ts'
import { rowsOf } from './list-cases.ts'
import { personalTables } from './personal.ts'
import { promiseRows } from './present-promises.ts'
import { caseOperations } from './routes.ts'

import { watchTransfer } from './transfers/end-transfer.ts'
import { passAll, watchPromise } from './watch-promises.ts'

/** Cases: the matter behind conversations. */
export function openCases(app: App): void {
  app.permission('case.read', 'See the cases behind conversations')
  app.permission('case.manage', 'Join conversations to cases and split them off')
  app.permission('promise.read', 'See what customers were promised')
  app.permission('promise.manage', 'Make promises, keep them and pass them on')
  app.permission('promise.lead', 'Be told of promises that nobody keeps')
  app.routes(casesApi, caseOperations)
  openComplaints(app)
  app.onMany(followed, 'cases.follow', follow, { from: 'start' })
  app.onMany(mergings, 'cases.follow-merges', followMerges, { from: 'start' })
  app.on('reply.sent', 'cases.keep-answered', keepAnswered)
  app.work('cases.watch-promise', watchPromise)
  app.work('cases.watch-transfer', watchTransfer)
  app.on('agent.deactivated', 'cases.pass-promises', passAll)
  for (const table of personalTables) app.personal(table)
  const idOf = (event: StoredEvent) => event.subject
  const caseOfEvent = (event: StoredEvent) => event.about.case ?? null
  app.live({
    kind: 'case',
    permission: 'case.read',
    on: {
      'case.opened': idOf,
      'case.joined': idOf,
      'case.split': idOf,
      'case.changed': idOf,
      'case.settled': idOf,
      'case.reopened': idOf,
      'case.call-asked': idOf,
      'case.kept-apart': idOf,
      'case.compared-again': idOf,
      ...transferEvents(caseOfEvent),
      ...promiseEvents(caseOfEvent),
      ...complaintEvents(caseOfEvent),
    },
    present: rowsOf,
  })
  app.live({ kind: 'promise', permission: 'promise.read', on: promiseEvents(idOf), present: promiseRows })
  app.chronicle(caseChronicle)
  app.chronicle(promiseChronicle)
  app.fact({ event: 'promise.made', fields: { kind: 'code', dueAt: 'time' } })
  app.fact({ event: 'promise.kept', fields: { kind: 'code', late: 'boolean' } })
}

type IdOf = (event: StoredEvent) => string | null

const transferEvents = (idOf: IdOf) => ({
  'transfer.asked': idOf,
  'transfer.agreed': idOf,
  'transfer.declined': idOf,
  'transfer.taken': idOf,
  'transfer.returned': idOf,
  'transfer.withdrawn': idOf,
})
const promiseEvents = (idOf: IdOf) => ({
  'promise.made': idOf,
  'promise.kept': idOf,
  'promise.proved': idOf,
  'promise.failed': idOf,
  'promise.withdrawn': idOf,
  'promise.reopened': idOf,
  'promise.passed': idOf,
})

const complaintEvents = (idOf: IdOf) => ({
  'complaint.made': idOf,
  'complaint.withdrawn': idOf,
  'complaint.reopened': idOf,
  'complaint.recommended': idOf,
  'complaint.lettered': idOf,
  'complaint.unlettered': idOf,
  'complaint.late': idOf,
})

/** The case as a complaint, under the law of a place. */
function openComplaints(app: App): void {
  app.permission('complaint.read', 'See complaints, their times and figures')
  app.permission('complaint.manage', 'Make a case a complaint, write its letters and decide it')
  app.permission('complaint.lead', 'Be told of complaints that run out of time')
  app.setting(complaintSetting)
  app.routes(complaintsApi, complaintOperations)
  app.work('cases.watch-complaint', watchComplaint)
  app.on('reply.withdrawn', 'cases.forget-letter', forgetLetter)
  for (const table of complaintTables) app.personal(table)
  app.fact({ event: 'complaint.made', fields: { kind: 'code', pack: 'code' } })
}
