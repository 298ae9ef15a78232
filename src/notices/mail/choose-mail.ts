import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { MailChoices } from '../contract.ts'
import { type Choices, isTimeZone, noChoices, wayOf } from './choice.ts'
import { addressOf, choicesOf } from './choices-of.ts'
import { expectAll } from './expect-mail.ts'

const self = ({ actor }: Context): AgentId => {
  if (actor.kind !== 'agent') throw notFound('notice')
  return actor.id
}
const kindsOf = ({ app }: Context): string[] => [...app.registered.notices.keys()]

/** What the caller has chosen, and whether mails can be sent to them at all. */
export async function showChoices(ctx: Context): Promise<MailChoices> {
  const agent = self(ctx)
  const address = await addressOf(ctx.db, agent)
  const why = ctx.config.staffMail === null ? 'no-server' : address === null ? 'no-address' : null
  const choices = (await choicesOf(ctx.db, agent)) ?? noChoices
  return { available: why === null, why, address, kinds: kindsOf(ctx), choices }
}

/** How the caller wants to be told from now on; what waits is told by it, too. */
export async function chooseMail(ctx: Context, choices: Choices): Promise<void> {
  const agent = self(ctx)
  check(choices, kindsOf(ctx))
  const { ways, digest, quiet, urgent, timeZone: time_zone, lang } = choices
  await ctx.transaction(async (tx) => {
    const before = (await choicesOf(tx, agent)) ?? noChoices
    await leaveInApp(
      tx,
      agent,
      kindsOf(ctx).filter((kind) => wayOf(before, kind) === 'app'),
    )
    const values = { ways, digest, quiet, urgent, time_zone, lang, changed_at: tx.clock.now() }
    await tx
      .insertInto('notices.mail_choice')
      .values({ agent_id: agent, ...values })
      .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(values))
      .execute()
    await expectAll(tx, agent, choices)
  })
}

/** What was told in the app alone stays there: who begins to be told by mail is not told the past. */
async function leaveInApp(tx: Tx, agent: AgentId, kinds: readonly string[]): Promise<void> {
  await sql`
    update notices.notice set mailed_at = ${tx.clock.now()}
    where agent_id = ${agent} and kind = any(${kinds}::text[]) and read_at is null and mailed_at is null`.execute(tx)
}

function check({ ways, timeZone }: Choices, kinds: readonly string[]): void {
  const unknown = Object.keys(ways).find((kind) => !kinds.includes(kind))
  if (unknown !== undefined) throw refusal(`/body/ways/${unknown}`, `is none of ${kinds.join(', ')}`)
  if (!isTimeZone(timeZone)) throw refusal('/body/timeZone', 'must be an IANA time zone such as Europe/Paris')
}

const refusal = (pointer: string, detail: string) =>
  new Problem('invalid_input', `${pointer} ${detail}. Nothing was changed.`, { faults: [{ pointer, detail }] })
