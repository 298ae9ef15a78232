import type { StoredEvent } from '#kernel/events'
import type { App } from '#kernel/registry'
import { casesApi } from './contract.ts'
import { follow, followed } from './follow.ts'
import { rowsOf } from './list-cases.ts'
import { personalTables } from './personal.ts'
import { caseOperations } from './routes.ts'

/** Cases: the matter behind conversations. */
export function openCases(app: App): void {
  app.permission('case.read', 'See the cases behind conversations')
  app.permission('case.manage', 'Join conversations to cases and split them off')
  app.routes(casesApi, caseOperations)
  app.onMany(followed, 'cases.follow', follow, { from: 'start' })
  for (const table of personalTables) app.personal(table)
  const idOf = (event: StoredEvent) => event.subject
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
      'case.kept-apart': idOf,
      'case.compared-again': idOf,
    },
    present: rowsOf,
  })
}
