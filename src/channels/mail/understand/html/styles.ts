/** Inline styles a mail may keep: nothing that leaves its place, loads, hides or covers. */
const PROPERTIES = new Set(
  'background-color border border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-style border-top-width border-width color direction font font-family font-size font-style font-variant font-weight height letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right margin-top max-width min-width padding padding-bottom padding-left padding-right padding-top table-layout text-align text-decoration text-indent text-transform vertical-align white-space width word-break word-spacing word-wrap overflow-wrap'.split(
    ' ',
  ),
)
const MOST = 2000
/** Names, numbers, colours and lists of them; the only functions are colours. No escapes, so nothing is spelt in another way. */
const VALUE = /^(?:[\w\s.,%#'"!+-]|\b(?:rgb|rgba|hsl|hsla)\([\d\s.,%/]*\))*$/i
const TOO_FAR = /(?:^|[\s:,])-\d|\d{5,}|!\s*important/i

export function safeStyle(style: string): string {
  return style
    .slice(0, MOST)
    .split(';')
    .map((rule) => {
      const colon = rule.indexOf(':')
      return [rule.slice(0, Math.max(colon, 0)).trim().toLowerCase(), rule.slice(colon + 1).trim()] as const
    })
    .filter(([name, value]) => PROPERTIES.has(name) && VALUE.test(value) && !TOO_FAR.test(value))
    .map(([name, value]) => `${name}:${value}`)
    .join(';')
}
