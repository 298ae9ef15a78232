/** One line of an iCalendar file: NAME;PARAM=value:value, with the number of the line it begins on. */
export interface Line {
  number: number
  name: string
  params: ReadonlyMap<string, string>
  value: string
}

/** Long lines are folded: what begins with a space goes on with the line before. Lines that are none are left out. */
export function readLines(text: string): Line[] {
  const raw = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const whole: { number: number; text: string }[] = []
  for (const [index, line] of raw.entries()) {
    const last = whole.at(-1)
    if (/^[ \t]/.test(line) && last !== undefined) last.text += line.slice(1)
    else whole.push({ number: index + 1, text: line })
  }
  return whole.flatMap(({ number, text: line }) => {
    const found = /^([A-Za-z0-9-]+)((?:;[^":;]+=(?:"[^"]*"|[^":;]*))*):(.*)$/.exec(line)
    if (found === null) return []
    const [, name = '', params = '', value = ''] = found
    return [{ number, name: name.toUpperCase(), params: paramsOf(params), value: value.trim() }]
  })
}

const paramsOf = (text: string): Map<string, string> =>
  new Map(
    text.split(';').flatMap((part) => {
      const [name = '', value] = part.split('=')
      return value === undefined ? [] : [[name.toUpperCase(), value.replaceAll('"', '')] as const]
    }),
  )

export const textOf = (value: string): string =>
  value
    .replace(/\\[nN]/g, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
