import type { Api, Who } from '../api/client.ts'
import { readOperator } from '../content/index.ts'
import { operatorId } from '../operator/names.ts'
import { brandId } from '../operator/people.ts'
import type { Billing } from './open-billing.ts'

const kinds = ['iban', 'card', 'document'] as const
type Words = Readonly<Record<string, string>>

const names: Record<(typeof kinds)[number], Words> = {
  iban: { en: 'Bank account', fr: 'Compte bancaire', nl: 'Bankrekening', es: 'Cuenta bancaria' },
  card: { en: 'Payment card', fr: 'Carte de paiement', nl: 'Betaalkaart', es: 'Tarjeta de pago' },
  document: { en: 'Identity card', fr: 'Carte d’identité', nl: 'Identiteitskaart', es: 'Documento de identidad' },
}
const recipients: Words = { en: 'Billing of', fr: 'La facturation de', nl: 'De facturatie van', es: 'Facturación de' }

/** Each brand's forms go to the billing of this world, wherever that is this time and whatever it signs with. */
export async function connectForms(api: Api, key: Who, { port, secret }: Billing): Promise<void> {
  const { items } = await api.call('GET /api/v1/secure-forms', key, {})
  for (const { slug, name, languages } of readOperator().brands)
    for (const takes of kinds) {
      const id = operatorId('secure-form', `${slug} ${takes}`)
      const known = items.find((one) => one.id === id)
      const inLanguages = (words: (lang: string) => string) =>
        Object.fromEntries(languages.map((lang) => [lang, words(lang)]))
      const values = {
        name: inLanguages((lang) => names[takes][lang] ?? names[takes].en ?? ''),
        recipient: inLanguages((lang) => `${recipients[lang] ?? recipients.en} ${name}`),
        endpoint: `http://127.0.0.1:${port}/given`,
        allow: [`127.0.0.1:${port}`],
        showsEnd: takes === 'iban',
        hours: 24,
        secret,
      }
      if (known === undefined)
        await api.call('POST /api/v1/secure-forms', key, { body: { id, brand: brandId(slug), takes, ...values } })
      else await api.call('PUT /api/v1/secure-forms/:id', key, { params: { id }, body: { ...values, rev: known.rev } })
    }
}
