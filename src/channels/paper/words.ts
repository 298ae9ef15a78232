interface Words {
  came: (from: string, date: string) => string
  sent: (to: string, date: string) => string
}

/** What stands above a letter in the conversation, by language. */
const WORDS: Readonly<Record<string, Words>> = {
  en: { came: (from, date) => `Letter from ${from}, received ${date}`, sent: (to, date) => `Letter to ${to}, ${date}` },
  fr: { came: (from, date) => `Lettre de ${from}, reçue le ${date}`, sent: (to, date) => `Lettre à ${to}, ${date}` },
  nl: { came: (from, date) => `Brief van ${from}, ontvangen ${date}`, sent: (to, date) => `Brief aan ${to}, ${date}` },
  es: { came: (from, date) => `Carta de ${from}, recibida el ${date}`, sent: (to, date) => `Carta a ${to}, ${date}` },
  pl: { came: (from, date) => `List od: ${from}, otrzymany ${date}`, sent: (to, date) => `List do: ${to}, ${date}` },
  ro: {
    came: (from, date) => `Scrisoare de la ${from}, primită ${date}`,
    sent: (to, date) => `Scrisoare către ${to}, ${date}`,
  },
  ar: { came: (from, date) => `رسالة من ${from}، وردت في ${date}`, sent: (to, date) => `رسالة إلى ${to}، ${date}` },
}

const wordsIn = (lang: string): Words => WORDS[lang.split('-', 1)[0] ?? 'en'] ?? (WORDS.en as Words)

export const cameInWords = (lang: string, from: string, date: string): string =>
  wordsIn(lang).came(from, dayIn(lang, date))
export const sentInWords = (lang: string, to: string, date: string): string => wordsIn(lang).sent(to, dayIn(lang, date))

/** 2026-06-03 as people of that language write it. */
export const dayIn = (lang: string, date: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`))
