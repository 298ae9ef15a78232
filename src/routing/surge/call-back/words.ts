/** What is promised to who asks to be called, by language: it stands on the customer's page. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'We call you back on the number you left.',
  fr: 'Nous vous rappelons au numéro que vous avez laissé.',
  nl: 'We bellen je terug op het nummer dat je hebt achtergelaten.',
  es: 'Te llamamos al número que has dejado.',
  pl: 'Oddzwonimy pod podany numer.',
  ro: 'Te sunăm la numărul pe care l-ai lăsat.',
  ar: 'سنتصل بك على الرقم الذي تركته.',
}

/** In this language, else in its base language, else in English. */
export const callWords = (lang: string | null): string =>
  WORDS[lang ?? ''] ?? WORDS[(lang ?? '').split('-', 1)[0] ?? ''] ?? WORDS.en ?? ''
