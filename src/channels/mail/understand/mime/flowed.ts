/** RFC 3676: lines that end in a blank go on in the next one, at the same depth of quoting. */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = []
  let open: string[] = []
  let depth = 0
  const close = (): void => {
    if (open.length > 0) out.push('>'.repeat(depth) + (depth > 0 ? ' ' : '') + open.join(''))
    open = []
  }
  for (const line of text.split(/\r?\n/)) {
    const quote = /^>*/.exec(line)?.[0].length ?? 0
    const content = line.slice(quote).replace(/^ /, '')
    if (quote !== depth || content === '-- ') close()
    depth = quote
    const goesOn = content.endsWith(' ') && content !== '-- '
    open.push(goesOn && deleteSpace ? content.slice(0, -1) : content)
    if (!goesOn) close()
  }
  close()
  return out.join('\n')
}
