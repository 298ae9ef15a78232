import type { Progress } from '#kernel/backup'

const EVERY_MS = 2_000
const MB = 1_000_000

export interface Shown {
  tell(progress: Progress): void
  /** How much went through and how long it took: `412.3 MB in 18.2 s: 22.7 MB/s, 0.73 minutes per GB`. */
  sum(): string
}

/** A line every two seconds while long work goes on; what is read to be checked is not counted as work. */
export function showProgress(err: (line: string) => void, now = () => performance.now()): Shown {
  const began = now()
  let shown = began
  const bytes = { tables: 0, attachments: 0, checking: 0 }
  return {
    tell({ doing, name, bytes: more }) {
      bytes[doing] += more
      if (now() - shown < EVERY_MS) return
      shown = now()
      err(`  ${doing}${name === undefined ? '' : ` ${name}`}: ${megabytes(bytes[doing])} so far`)
    },
    sum: () => speed(bytes.tables + bytes.attachments, (now() - began) / 1_000),
  }
}

const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`

export function speed(bytes: number, seconds: number): string {
  const perSecond = bytes / MB / seconds
  return `${megabytes(bytes)} in ${seconds.toFixed(1)} s: ${perSecond.toFixed(1)} MB/s, ${(1_000 / perSecond / 60).toFixed(2)} minutes per GB`
}
