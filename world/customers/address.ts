import type { World } from '../world.ts'
import type { Script } from './script.ts'

/** A customer's own mail address, the same in chat and mail. */
export const addressOf = ({ people }: Pick<World, 'people'>, { customer }: Pick<Script, 'customer'>): string => {
  const plain = customer.name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .trim()
    .toLowerCase()
    .replace(/ +/g, '.')
  return `${plain === '' ? 'customer' : plain}.${customer.n}@${people.mailDomain}`
}
