import { sql } from '#kernel/db'
import type { Context } from '#kernel/registry'
import type { SendingDomainShape } from '../contract.ts'
import { askFor } from './ask-for.ts'
import { heldDomain } from './held-domain.ts'
import { hereOf } from './here.ts'
import { keepFindings } from './keep-findings.ts'
import { loadDomains } from './load-domains.ts'
import { presentDomain } from './present.ts'

/** Looks whether the domain's records are in the DNS, and keeps what it saw. Nothing is locked while the DNS is asked. */
export async function checkDomain(ctx: Context, id: string): Promise<SendingDomainShape> {
  const before = await ctx.transaction((tx) => heldDomain(ctx, tx, id))
  const findings = await askFor(before, ctx.config)
  return ctx.transaction(async (tx) => {
    await keepFindings(tx, await heldDomain(ctx, tx, id), findings)
    return presentDomain(await heldDomain(ctx, tx, id), hereOf(ctx.config))
  })
}

/** All of them, one after the other: a record that is gone, or has come, is seen without anybody asking. */
export async function checkDomains(ctx: Context): Promise<void> {
  for (const { id } of await loadDomains(ctx.db, sql<boolean>`true`)) {
    // One that was removed meanwhile keeps nobody else from being looked at.
    await checkDomain(ctx, id).catch((error: unknown) =>
      ctx.log.warn('a sending domain could not be checked', { error }),
    )
  }
}
