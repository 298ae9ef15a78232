/** The line above what is quoted, by language, as mail programs write it, so that theirs fold it away again. */
const WROTE: Readonly<Record<string, (when: string, who: string) => string>> = {
  en: (when, who) => `On ${when}, ${who} wrote:`,
  fr: (when, who) => `Le ${when}, ${who} a écrit :`,
  nl: (when, who) => `Op ${when} schreef ${who}:`,
  es: (when, who) => `El ${when}, ${who} escribió:`,
  pl: (when, who) => `Dnia ${when} ${who} napisał(a):`,
  ro: (when, who) => `Pe ${when}, ${who} a scris:`,
  ar: (when, who) => `${when}، كتب ${who}:`,
}

export function attribution(lang: string | null, at: Date, who: string): string {
  const known = lang !== null && lang in WROTE ? lang : 'en'
  const when = new Intl.DateTimeFormat(known, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
  return (WROTE[known] ?? WROTE.en)?.(when, who === '' ? '…' : who) ?? ''
}
