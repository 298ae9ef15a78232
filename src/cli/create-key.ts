import { createKey, listKeys, listRoles, revokeKey } from '#kernel/access'
import type { Database } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { allBrands } from '#people'

export interface KeyWish {
  name: string
  role: string
  /** A brand's name in addresses, its id, or `*` for all of them. */
  brand: string
}

/** Makes a key for a program and answers its token, which is shown this once. */
export async function createKeyIn(database: Database, { name, role, brand }: KeyWish): Promise<string> {
  const brandId = brand === '*' ? null : await brandIdOf(database, brand)
  await requireRole(database, role)
  return database.transaction('system', async (tx) => (await createKey(tx, { name, role, brand: brandId })).token)
}

/** As above, after ending the keys of that name: who starts every day leaves one key behind, not a hundred. */
export async function replaceKeyIn(database: Database, wish: KeyWish): Promise<string> {
  const old = (await listKeys(database.db)).filter(
    (key) => key.name === wish.name && key.revoked_at === null && key.created_by === 'system',
  )
  for (const { id } of old) await database.transaction('system', (tx) => revokeKey(tx, id))
  return createKeyIn(database, wish)
}

async function brandIdOf({ db }: Database, wanted: string): Promise<string> {
  const brands = await allBrands(db)
  const found = brands.find(({ id, slug }) => id === wanted || slug === wanted)
  if (found) return found.id
  const names = brands.map(({ slug }) => slug).join(', ') || 'none yet'
  throw new Problem('invalid_input', `There is no brand "${wanted}". There are: ${names}; '*' stands for all of them.`)
}

async function requireRole({ db }: Database, wanted: string): Promise<void> {
  const roles = (await listRoles(db)).map(({ name }) => name)
  if (roles.includes(wanted)) return
  const names = roles.join(', ') || 'none yet: start Switchboard once'
  throw new Problem('invalid_input', `There is no role "${wanted}". There are: ${names}.`)
}
