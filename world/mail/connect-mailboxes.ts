import type { Api, Who } from '../api/client.ts'
import { type Operator, readOperator } from '../content/index.ts'
import { operatorId } from '../operator/names.ts'
import { brandId } from '../operator/people.ts'
import { AUTHSERV, type PostOffice } from './post-office.ts'

export const mailboxId = (slug: string): string => operatorId('account', `mail ${slug}`)

/** Each brand's mailbox goes out by the world's mail server, wherever that is this time. */
export async function connectMailboxes(api: Api, key: Who, { port }: PostOffice): Promise<void> {
  const { items } = await api.call('GET /api/v1/accounts', key, {})
  for (const brand of readOperator().brands) {
    const id = mailboxId(brand.slug)
    const values = valuesOf(brand, port)
    if (items.some((one) => one.id === id))
      await api.call('PUT /api/v1/accounts/:id', key, { params: { id }, body: values })
    else
      await api.call('POST /api/v1/accounts', key, {
        body: { id, brand: brandId(brand.slug), channel: 'email', ...values },
      })
  }
}

const valuesOf = (brand: Operator['brands'][number], port: number) => ({
  name: brand.mail,
  settings: {
    address: brand.mail,
    fromName: Object.fromEntries(brand.languages.map((lang) => [lang, brand.name])),
    signature: Object.fromEntries(brand.languages.map((lang) => [lang, `${brand.name}\n${brand.domain}`])),
    smtp: { host: '127.0.0.1', port, security: 'none' },
    authservId: AUTHSERV,
    relays: ['127.0.0.1'],
  },
  allow: [`127.0.0.1:${port}`],
})
