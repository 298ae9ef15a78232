/** Follows what a console follows, and tells of each row when it came, in `performance.timeOrigin` milliseconds. */
export async function followInbox(
  url: string,
  key: string,
  onRow: (row: { subject: string | null; lastText: string }, at: number) => void,
): Promise<() => void> {
  const leaving = new AbortController()
  const headers = { authorization: `Bearer ${key}`, accept: 'text/event-stream' }
  const answer = await fetch(`${url}/api/v1/stream`, { headers, signal: leaving.signal })
  if (!answer.ok || answer.body === null) throw new Error(`The stream was refused: ${answer.status}`)
  void read(answer.body.pipeThrough(new TextDecoderStream()), onRow).catch(() => undefined)
  return () => leaving.abort()
}

async function read(
  text: ReadableStream<string>,
  onRow: (row: { subject: string | null; lastText: string }, at: number) => void,
): Promise<void> {
  let rest = ''
  for await (const chunk of text) {
    const at = performance.timeOrigin + performance.now()
    const frames = (rest + chunk).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1]
      if (data !== undefined && /^event: conversation$/m.test(frame)) onRow(JSON.parse(data).row, at)
    }
  }
}
