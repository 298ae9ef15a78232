import type { Operations } from '#kernel/http'
import { listArticles } from './articles/list-articles.ts'
import { publishArticle, unpublishArticle } from './articles/publish-article.ts'
import { readArticle } from './articles/read-article.ts'
import { removeArticle } from './articles/remove-article.ts'
import { changeArticle, writeArticle } from './articles/write-article.ts'
import { answersBeside } from './beside/answers-beside.ts'
import { listCanned } from './canned/list-canned.ts'
import { useCanned } from './canned/use-canned.ts'
import { changeCanned, removeCanned, writeCanned } from './canned/write-canned.ts'
import type { knowledgeApi } from './contract.ts'
import { flagArticle } from './flags/flag-article.ts'
import { listFlags } from './flags/list-flags.ts'
import { reopenFlag, settleFlag } from './flags/settle-flag.ts'

const rows = <P extends string>(permission: P) => ({ permission, scope: 'rows', realm: 'staff' }) as const
const verb = <P extends string>(permission: P, name: string, idempotency: 'natural' | 'id', undo?: string) => ({
  ...rows(permission),
  verb: { name, idempotency, ...(undo !== undefined && { undo }) },
})

export const knowledgeOperations: Operations<typeof knowledgeApi> = {
  'GET /api/v1/articles': { ...rows('article.read'), run: (ctx, { query }) => listArticles(ctx, query) },
  'GET /api/v1/articles/:id': { ...rows('article.read'), run: (ctx, { params }) => readArticle(ctx, params.id) },
  'POST /api/v1/articles': {
    ...verb('article.manage', 'article.write', 'id', 'article.remove'),
    run: (ctx, { body }) => writeArticle(ctx, body),
  },
  'PUT /api/v1/articles/:id': {
    ...verb('article.manage', 'article.change', 'natural'),
    run: (ctx, { params, body }) => changeArticle(ctx, params.id, body),
  },
  'DELETE /api/v1/articles/:id': {
    ...verb('article.manage', 'article.remove', 'natural'),
    run: async (ctx, { params }) => void (await removeArticle(ctx, params.id)),
  },
  'PUT /api/v1/articles/:id/publication': {
    ...verb('article.manage', 'article.publish', 'natural', 'article.unpublish'),
    run: (ctx, { params }) => publishArticle(ctx, params.id),
  },
  'DELETE /api/v1/articles/:id/publication': {
    ...verb('article.manage', 'article.unpublish', 'natural', 'article.publish'),
    run: (ctx, { params }) => unpublishArticle(ctx, params.id),
  },
  'GET /api/v1/canned-responses': { ...rows('canned.read'), run: (ctx, { query }) => listCanned(ctx, query) },
  'POST /api/v1/canned-responses': {
    ...verb('canned.manage', 'canned-response.write', 'id', 'canned-response.remove'),
    run: (ctx, { body }) => writeCanned(ctx, body),
  },
  'PUT /api/v1/canned-responses/:id': {
    ...verb('canned.manage', 'canned-response.change', 'natural'),
    run: (ctx, { params, body }) => changeCanned(ctx, params.id, body),
  },
  'DELETE /api/v1/canned-responses/:id': {
    ...verb('canned.manage', 'canned-response.remove', 'natural'),
    run: async (ctx, { params }) => void (await removeCanned(ctx, params.id)),
  },
  'POST /api/v1/conversations/:id/answers': {
    ...rows('article.read'),
    run: (ctx, { params, body }) => answersBeside(ctx, { conversation: params.id, q: body.q }),
  },
  'GET /api/v1/article-flags': { ...rows('article.read'), run: (ctx, { query }) => listFlags(ctx, query) },
  'POST /api/v1/conversations/:id/article-flags': {
    ...verb('article.read', 'article.flag', 'id', 'article.settle-flag'),
    run: (ctx, { params, body }) => flagArticle(ctx, { conversation: params.id, ...body }),
  },
  'PUT /api/v1/article-flags/:id/settled': {
    ...verb('article.read', 'article.settle-flag', 'natural', 'article.reopen-flag'),
    run: (ctx, { params, body }) => settleFlag(ctx, params.id, body.how),
  },
  'DELETE /api/v1/article-flags/:id/settled': {
    ...verb('article.read', 'article.reopen-flag', 'natural'),
    run: (ctx, { params }) => reopenFlag(ctx, params.id),
  },
  'GET /api/v1/conversations/:id/canned-responses/:response': {
    ...rows('canned.read'),
    run: (ctx, { params }) => useCanned(ctx, { conversation: params.id, response: params.response }),
  },
}
