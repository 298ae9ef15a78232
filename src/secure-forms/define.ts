import { allow, audit, visible } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import { publish } from '#kernel/events'
import type { BrandId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { seal, unseal } from '#kernel/seal'
import { brandById } from '#people'
import type { FormSettings, SecureFormsApi } from './contract.ts'
import { type Form, formById } from './request.ts'
import { post, testParcel } from './sink.ts'

type New = SecureFormsApi['POST /api/v1/secure-forms']['body']
type Change = SecureFormsApi['PUT /api/v1/secure-forms/:id']['body']
type Values = Pick<New, 'name' | 'recipient' | 'endpoint' | 'allow' | 'showsEnd' | 'hours'>

/** Said twice with the same id, it is meant once. */
export const createForm = (ctx: Context, input: New): Promise<FormSettings> =>
  ctx.transaction(async (tx) => {
    const brand = input.brand as BrandId
    allow(ctx.actor, 'secure-form.manage', { brand, scopes: [] }, 'brand')
    if ((await brandById(tx, brand)) === null) throw notFound('brand')
    refuseValues(input)
    const made = await tx
      .insertInto('secure_forms.form')
      .values({
        id: input.id,
        brand_id: brand,
        takes: input.takes,
        ...columnsOf(input),
        secret: seal(ctx.config.secrets[0] ?? '', 'form secrets', input.secret),
        tested_at: null,
        tested: null,
        test_id: null,
        retired_at: null,
        created_at: tx.clock.now(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    const form = await formById(tx, input.id)
    if (made === undefined) {
      if (form.brand_id === brand && form.takes === input.takes && isSame(form, input)) return settingsOf(form)
      throw new Problem('id_reused', 'This id already belongs to another form. Define it with a new id.')
    }
    await told(tx, form, 'secure-form.create')
    return settingsOf(form)
  })

/** Errors: `stale` when somebody else changed it since. */
export const changeForm = (ctx: Context, id: string, input: Change): Promise<FormSettings> =>
  ctx.transaction(async (tx) => {
    const form = await held(ctx, tx, id)
    const sameSecret = input.secret === undefined || isSecretOf(ctx, form, input.secret)
    if (isSame(form, input) && sameSecret) return settingsOf(form)
    if (form.rev !== input.rev)
      throw new Problem('stale', 'Somebody else has changed this form. Nothing was changed; look at it and try again.')
    refuseValues(input)
    const secret =
      input.secret === undefined ? form.secret : seal(ctx.config.secrets[0] ?? '', 'form secrets', input.secret)
    const moved = form.endpoint !== input.endpoint || !sameSecret
    await tx
      .updateTable('secure_forms.form')
      .set((eb) => ({
        ...columnsOf(input),
        secret,
        ...(moved && { tested_at: null, tested: null, test_id: null }),
        rev: eb('rev', '+', 1),
      }))
      .where('id', '=', id)
      .execute()
    await told(tx, form, 'secure-form.change')
    return settingsOf(await formById(tx, id))
  })

/** Not offered any more; what was asked by it can still be given, and what was given still arrives. */
export const retireForm = (ctx: Context, id: string, retired: boolean): Promise<void> =>
  ctx.transaction(async (tx) => {
    const form = await held(ctx, tx, id)
    if ((form.retired_at !== null) === retired) return
    await sql`
      update secure_forms.form set retired_at = ${retired ? tx.clock.now() : null}, rev = rev + 1 where id = ${id}`.execute(
      tx,
    )
    await told(tx, form, retired ? 'secure-form.retire' : 'secure-form.reuse')
  })

/** Sends a marked value and keeps what came of it, for whoever looks at the form next. Said twice, it is sent once. */
export async function testForm(ctx: Context, id: string, test: string): Promise<FormSettings> {
  const form = await ctx.transaction((tx) => held(ctx, tx, id))
  if (form.test_id === test) return settingsOf(form)
  const came = await post(ctx, form, testParcel(ctx, form, test))
  return ctx.transaction(async (tx) => {
    await held(ctx, tx, id)
    const tested = came.is === 'delivered' ? 'ok' : came.trouble
    await sql`
      update secure_forms.form set tested_at = ${tx.clock.now()}, tested = ${tested}, test_id = ${test} where id = ${id}`.execute(
      tx,
    )
    await told(tx, form, 'secure-form.test')
    return settingsOf(await formById(tx, id))
  })
}

const isSecretOf = ({ config }: Context, { secret }: Form, given: string): boolean =>
  unseal(config.secrets, 'form secrets', secret) === given

async function held(ctx: Context, tx: Tx, id: string): Promise<Form> {
  const { rows } = await sql<Form>`
    select f.* from secure_forms.form f
    where f.id = ${id} and ${visible(ctx.actor, 'secure-form.manage', sql.ref('f.brand_id'), sql`array[]::text[]`)}
    for update`.execute(tx)
  const [form] = rows
  if (form === undefined) throw notFound('secure form')
  return form
}

const columnsOf = ({ name, recipient, endpoint, allow: hosts, showsEnd, hours }: Values) => ({
  name: JSON.stringify(name) as never,
  recipient: JSON.stringify(recipient) as never,
  endpoint,
  allow: hosts,
  shows_end: showsEnd,
  hours,
})

const sameWords = (one: Record<string, string>, other: Record<string, string>): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((lang) => one[lang] === other[lang])

const isSame = (form: Form, values: Values): boolean =>
  sameWords(form.name, values.name) &&
  sameWords(form.recipient, values.recipient) &&
  form.endpoint === values.endpoint &&
  form.allow.join() === values.allow.join() &&
  form.shows_end === values.showsEnd &&
  form.hours === values.hours

const refusal = (field: string, detail: string) =>
  new Problem('invalid_input', `/body/${field} ${detail}. Nothing was changed.`, {
    faults: [{ pointer: `/body/${field}`, detail }],
  })

/** An address is written to logs of proxies and shown on screens: nothing secret belongs into it. */
function refuseValues({ name, recipient, endpoint, allow: hosts }: Values): void {
  const none = (texts: Record<string, string>) => Object.values(texts).every((text) => text.trim() === '')
  if (none(name)) throw refusal('name', 'must say in words what is asked for')
  if (none(recipient)) throw refusal('recipient', 'must say in words who receives it')
  const url = URL.parse(endpoint)
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!plain) throw refusal('endpoint', 'must be an address without name, password, query or fragment')
  const listed = hosts.includes(`${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && listed))
    throw refusal('endpoint', 'must be https, or its host and port must be listed')
}

async function told(tx: Tx, { id, brand_id: brand }: Form, deed: string): Promise<void> {
  await publish(tx, 'secure-form.defined', { brand, subject: id, data: { formId: id } })
  await audit(tx, { deed, subject: id, brand })
}

export const settingsOf = (form: Form): FormSettings => ({
  id: form.id,
  brand: form.brand_id,
  takes: form.takes,
  name: form.name,
  recipient: form.recipient,
  endpoint: form.endpoint,
  allow: form.allow,
  showsEnd: form.shows_end,
  hours: form.hours,
  testedAt: form.tested_at?.toISOString() ?? null,
  tested: form.tested,
  retired: form.retired_at !== null,
  rev: form.rev,
})
