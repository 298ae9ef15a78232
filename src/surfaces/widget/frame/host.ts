import type { FromFrame, ToFrame } from '../../shared/widget.ts'

/** The page around the frame, as far as it concerns us. */
export interface Host {
  /** Its path, for the advisor; never its query or fragment. */
  page: string
  say(
    said: FromFrame extends infer Said ? (Said extends { switchboard: 1 } ? Omit<Said, 'switchboard'> : never) : never,
  ): void
  /** Answers how to stop hearing. */
  onOpen(hear: (open: boolean) => void): void
}

/** Speaks with the page that opened us, and with nobody else: its origin is fixed when the frame is made. */
export function hostOfPage(): Host {
  const told = new URLSearchParams(location.hash.slice(1))
  const origin = told.get('host') ?? location.origin
  const alone = parent === window
  return {
    page: told.get('page') ?? '/',
    say: (said) => {
      if (!alone) parent.postMessage({ switchboard: 1, ...said }, origin)
    },
    onOpen: (hear) => {
      if (alone) hear(true)
      addEventListener('message', (event: MessageEvent) => {
        if (event.source === parent && event.origin === origin && isToFrame(event.data))
          hear(event.data.kind === 'open')
      })
    },
  }
}

const isToFrame = (data: unknown): data is ToFrame =>
  typeof data === 'object' &&
  data !== null &&
  'switchboard' in data &&
  data.switchboard === 1 &&
  'kind' in data &&
  (data.kind === 'open' || data.kind === 'closed')
