import type { Context } from '#kernel/registry'
import type { Brand } from '#people'
import type { Connected } from '../accounts/account.ts'
import type { KeptDelivery } from './find-delivery.ts'

/** Where an event came from. */
export interface Source {
  ctx: Context
  at: Connected
  brand: Brand
  delivery: KeptDelivery
  receivedAt: Date
}
