import type { TransferOut } from '#cases'

interface Words {
  /** With the name of the brand it comes from. */
  from: (brand: string) => string
  name: string
  language: string
  reference: string
  email: string
}

/** What stands before the facts of a case that a sister brand handed over, by language. */
const WORDS: Readonly<Record<string, Words>> = {
  en: {
    from: (b) => `Handed over by ${b}, with the customer’s consent.`,
    name: 'Name',
    language: 'Language',
    reference: 'Reference there',
    email: 'E-mail',
  },
  fr: {
    from: (b) => `Transmis par ${b}, avec l’accord du client.`,
    name: 'Nom',
    language: 'Langue',
    reference: 'Référence là-bas',
    email: 'E-mail',
  },
  nl: {
    from: (b) => `Overgedragen door ${b}, met toestemming van de klant.`,
    name: 'Naam',
    language: 'Taal',
    reference: 'Nummer daar',
    email: 'E-mail',
  },
  es: {
    from: (b) => `Remitido por ${b}, con el consentimiento del cliente.`,
    name: 'Nombre',
    language: 'Idioma',
    reference: 'Referencia allí',
    email: 'Correo',
  },
  pl: {
    from: (b) => `Przekazane przez ${b}, za zgodą klienta.`,
    name: 'Imię i nazwisko',
    language: 'Język',
    reference: 'Numer tam',
    email: 'E-mail',
  },
  ro: {
    from: (b) => `Transmis de ${b}, cu acordul clientului.`,
    name: 'Nume',
    language: 'Limbă',
    reference: 'Referința acolo',
    email: 'E-mail',
  },
  ar: {
    from: (b) => `أحالته ${b} بموافقة العميل.`,
    name: 'الاسم',
    language: 'اللغة',
    reference: 'الرقم المرجعي هناك',
    email: 'البريد الإلكتروني',
  },
}

/** The first message of what was handed over: what it is about, then the facts the customer agreed to. */
export function factsInWords(lang: string, from: string, facts: TransferOut['facts']): string {
  const words = WORDS[lang.split('-', 1)[0] ?? 'en'] ?? WORDS.en
  if (words === undefined) return ''
  const lines = facts.map(({ key, value }) => (key === 'about' ? value : `${words[key]}: ${value}`))
  return [words.from(from), ...lines.toReversed()].join('\n\n')
}
