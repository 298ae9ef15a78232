import type { Operations } from '#kernel/http'
import type { Context } from '#kernel/registry'
import type { Row } from '../lock-row.ts'
import { presentRow } from '../present-one.ts'
import type { approvalApi } from './contract.ts'
import { approve, giveBack } from './decide.ts'
import { listProposals } from './list-proposals.ts'
import { propose, takeBack } from './propose.ts'
import { listTrainees, supervise, superviseNoMore } from './trainees.ts'

const staff = { realm: 'staff', scope: 'rows' } as const
const replying = { ...staff, permission: 'conversation.reply' } as const
const approving = { ...staff, permission: 'conversation.approve' } as const
const natural = (name: string, undo?: string) => ({
  name,
  idempotency: 'natural' as const,
  ...(undo === undefined ? {} : { undo }),
})
const shown = async (ctx: Context, row: Promise<Row>) => presentRow(ctx.db, (await row).conversation_id)

export const approvalOperations: Operations<typeof approvalApi> = {
  'PUT /api/v1/conversations/:id/proposals/:message': {
    ...replying,
    verb: { ...natural('conversation.propose', 'conversation.take-back-proposal'), on: 'conversation' },
    run: (ctx, { params, body }) => shown(ctx, propose(ctx, params.id, params.message, body)),
  },
  'DELETE /api/v1/conversations/:id/proposals/:message': {
    ...replying,
    verb: { ...natural('conversation.take-back-proposal'), on: 'conversation' },
    run: (ctx, { params }) => shown(ctx, takeBack(ctx, params.id, params.message)),
  },
  'PUT /api/v1/conversations/:id/proposals/:message/approval': {
    ...approving,
    verb: { ...natural('conversation.approve'), on: 'conversation' },
    run: (ctx, { params, body }) => shown(ctx, approve(ctx, params.id, params.message, body)),
  },
  'PUT /api/v1/conversations/:id/proposals/:message/return': {
    ...approving,
    verb: { ...natural('conversation.return-proposal'), on: 'conversation' },
    run: (ctx, { params, body }) => shown(ctx, giveBack(ctx, params.id, params.message, body)),
  },
  'GET /api/v1/proposals': { ...approving, run: (ctx) => listProposals(ctx) },
  'GET /api/v1/trainees': { ...approving, run: (ctx) => listTrainees(ctx) },
  'PUT /api/v1/brands/:brand/trainees/:agent': {
    ...approving,
    verb: natural('trainee.supervise', 'trainee.supervise-no-more'),
    run: async (ctx, { params, body }) => void (await supervise(ctx, params.brand, params.agent, body)),
  },
  'DELETE /api/v1/brands/:brand/trainees/:agent': {
    ...approving,
    verb: natural('trainee.supervise-no-more', 'trainee.supervise'),
    run: async (ctx, { params }) => void (await superviseNoMore(ctx, params.brand, params.agent)),
  },
}
