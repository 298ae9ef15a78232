import { may } from '#kernel/access'
import { notFound, Problem } from '#kernel/errors'
import type { Operations, RequestContext } from '#kernel/http'
import type { SettingSpec } from '#kernel/registry'
import { changeSetting, forgetSettings } from '#kernel/settings'
import type { adminApi } from './contract.ts'

type SettingRoutes = Pick<Operations<typeof adminApi>, 'GET /api/v1/settings' | 'PUT /api/v1/settings/:key'>

/** The administrator's page is made from these: what there is, what it takes, what it is now. */
export const settingRoutes: SettingRoutes = {
  'GET /api/v1/settings': {
    permission: null,
    scope: 'self',
    realm: 'staff',
    run: async (ctx, { query }) => {
      const specs = [...ctx.app.registered.settings.values()].filter(
        (spec) => fits(spec, query.brand) && allowed(ctx, spec, query.brand),
      )
      const rows = await ctx.db
        .selectFrom('kernel.setting')
        .selectAll()
        .where('scope_id', 'in', [scopeId(ctx, 'brand', query.brand), ownId(ctx)])
        .execute()
      const items = specs.map((spec) => {
        const row = rows.find((one) => one.key === spec.key && one.scope_id === scopeId(ctx, spec.scope, query.brand))
        return present(spec, row)
      })
      return { items, next: null }
    },
  },
  'PUT /api/v1/settings/:key': {
    permission: null,
    scope: 'self',
    realm: 'staff',
    verb: { name: 'setting.change', idempotency: 'natural' },
    run: async (ctx, { params, query, body }) => {
      const spec = ctx.app.registered.settings.get(params.key)
      if (!spec || !allowed(ctx, spec, query.brand)) throw notFound('setting')
      if (!fits(spec, query.brand)) throw wrongScope(spec)
      const rev = await ctx.transaction((tx) =>
        changeSetting(tx, spec, { scopeId: scopeId(ctx, spec.scope, query.brand), value: body.value }),
      )
      forgetSettings(ctx.app)
      return { rev }
    },
  },
}

const fits = (spec: SettingSpec, brand: string | undefined): boolean =>
  spec.scope === 'agent' || (spec.scope === 'brand') === (brand !== undefined)

function wrongScope(spec: SettingSpec): Problem {
  const detail =
    spec.scope === 'brand'
      ? 'is required: this setting belongs to a brand'
      : 'must not be sent: this setting is the whole operator’s'
  return new Problem('invalid_input', `/query/brand ${detail}.`, { faults: [{ pointer: '/query/brand', detail }] })
}

/** An agent's own settings need no permission; the operator's need it for every brand. */
function allowed({ actor }: RequestContext, spec: SettingSpec, brand: string | undefined): boolean {
  if (spec.scope === 'agent') return actor.kind === 'agent'
  if (spec.scope === 'brand')
    return brand === undefined ? may(actor, spec.permission) : may(actor, spec.permission, { brand, scopes: [] })
  return actor.grants.some((grant) => grant.brand === '*' && may({ ...actor, grants: [grant] }, spec.permission))
}

const ownId = ({ actor }: RequestContext): string => (actor.kind === 'agent' ? actor.id : '*')
const scopeId = (ctx: RequestContext, scope: SettingSpec['scope'], brand: string | undefined): string =>
  scope === 'agent' ? ownId(ctx) : scope === 'brand' ? (brand ?? '*') : '*'

interface Row {
  value: unknown
  rev: number
  changed_at: Date
  changed_by: string
}
const present = (spec: SettingSpec, row: Row | undefined) => ({
  key: spec.key,
  scope: spec.scope,
  help: spec.help,
  schema: spec.schema,
  value: row === undefined ? spec.fallback : row.value,
  fallback: spec.fallback,
  changedAt: row?.changed_at.toISOString() ?? null,
  changedBy: row?.changed_by ?? null,
  rev: row?.rev ?? 0,
})
