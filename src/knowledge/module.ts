import type { App } from '#kernel/registry'

/** Knowledge: what customers read, the bot answers from and advisors paste. */
export function openKnowledge(app: App): void {
  app.permission('article.read', 'See articles, drafts included')
}
