/** One frame of a stream of server-sent events. A heartbeat has an id and no data. */
export interface Frame {
  id?: string
  event: string
  data?: unknown
}

/** Frames of a body, however its bytes are cut. */
export async function* framesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const text = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    const blocks = (rest + text.decode(bytes, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    yield* blocks.map(parse)
  }
}

function parse(block: string): Frame {
  const frame: Frame = { event: 'message' }
  for (const line of block.split('\n')) {
    if (line.startsWith('id: ')) frame.id = line.slice(4)
    if (line.startsWith('event: ')) frame.event = line.slice(7)
    if (line.startsWith('data: ')) frame.data = JSON.parse(line.slice(6))
  }
  return frame
}
