import type { Operations } from '#kernel/http'
import { listCalendars } from './calendars.ts'
import { changeCalendar, createCalendar, removeCalendar } from './change-calendars.ts'
import { changePolicy, createPolicy, removePolicy } from './change-policies.ts'
import type { slaApi } from './contract.ts'
import { importHolidays } from './import-holidays.ts'
import { listClocks } from './list-clocks.ts'
import { listPolicies } from './policies.ts'
import { preview } from './preview.ts'

const managing = { realm: 'staff', scope: 'rows', permission: 'sla.manage' } as const
const making = { realm: 'staff', scope: 'brand', permission: 'sla.manage' } as const

export const slaOperations: Operations<typeof slaApi> = {
  'GET /api/v1/calendars': { ...managing, run: (ctx) => listCalendars(ctx) },
  'POST /api/v1/calendars': {
    ...making,
    verb: { name: 'calendar.create', idempotency: 'id' },
    run: (ctx, { body }) => createCalendar(ctx, body),
  },
  'PUT /api/v1/calendars/:id': {
    ...managing,
    verb: { name: 'calendar.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changeCalendar(ctx, params.id, body),
  },
  'DELETE /api/v1/calendars/:id': {
    ...managing,
    verb: { name: 'calendar.remove', idempotency: 'natural' },
    run: async (ctx, { params }) => {
      await removeCalendar(ctx, params.id)
      return null
    },
  },
  'PUT /api/v1/calendars/:id/imported-holidays': {
    ...managing,
    verb: { name: 'calendar.import-holidays', idempotency: 'natural' },
    bodyLimit: 600_000,
    run: (ctx, { params, body }) => importHolidays(ctx, params.id, body),
  },
  'POST /api/v1/calendars/preview': { ...managing, rate: 120, run: async (ctx, { body }) => preview(ctx, body) },
  'GET /api/v1/sla-policies': { ...managing, run: (ctx) => listPolicies(ctx) },
  'POST /api/v1/sla-policies': {
    ...making,
    verb: { name: 'sla-policy.create', idempotency: 'id' },
    run: (ctx, { body }) => createPolicy(ctx, body),
  },
  'PUT /api/v1/sla-policies/:id': {
    ...managing,
    verb: { name: 'sla-policy.change', idempotency: 'natural' },
    run: (ctx, { params, body }) => changePolicy(ctx, params.id, body),
  },
  'DELETE /api/v1/sla-policies/:id': {
    ...managing,
    verb: { name: 'sla-policy.remove', idempotency: 'natural' },
    run: async (ctx, { params }) => {
      await removePolicy(ctx, params.id)
      return null
    },
  },
  'GET /api/v1/conversations/:id/clocks': {
    realm: 'staff',
    scope: 'rows',
    permission: 'conversation.read',
    run: async (ctx, { params }) => ({ clocks: await listClocks(ctx, params.id) }),
  },
}
