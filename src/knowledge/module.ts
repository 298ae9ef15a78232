import type { App } from '#kernel/registry'
import { articleSearch } from './articles/search.ts'
import { knowledgeApi } from './contract.ts'
import { flagKind } from './flags/live.ts'
import { flagTable, moveFlags } from './flags/personal.ts'
import { knowledgeOperations } from './routes.ts'

/** Knowledge: what customers read, the bot answers from and advisors paste. */
export function openKnowledge(app: App): void {
  app.permission('article.read', 'See articles, drafts included')
  app.permission('article.manage', 'Write, publish and remove articles')
  app.permission('canned.read', 'Use canned responses')
  app.permission('canned.manage', 'Write and remove canned responses')
  app.routes(knowledgeApi, knowledgeOperations)
  app.notice({ kind: 'flag', text: 'notice.flag' })
  app.live(flagKind)
  app.personal(flagTable)
  app.on('conversation.repointed', 'knowledge.flags', moveFlags)
  app.searchable(articleSearch)
  app.fact({ event: 'article.published', fields: { rev: 'number' } })
  app.fact({ event: 'article.voted', fields: { helpful: 'boolean' } })
}
