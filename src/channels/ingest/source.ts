import type { Context } from '#kernel/registry'
import type { Brand } from '#people'
import type { Connected } from '../accounts/account.ts'

/** Where an event came from. */
export interface Source {
  ctx: Context
  at: Connected
  brand: Brand
  /** The delivery it was read in; its bytes are loaded by whoever needs them. */
  deliveryId: string
  receivedAt: Date
}
