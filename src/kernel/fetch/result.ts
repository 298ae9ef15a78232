export type FetchFailure =
  /** Not an http(s) URL, or one with a name and a password in it. */
  | 'bad_url'
  | 'forbidden_port'
  /** The host is, or resolves to, an address that is not public. */
  | 'forbidden_address'
  /** More redirects than allowed, or one to something refused as `bad_url`. */
  | 'forbidden_redirect'
  | 'timeout'
  | 'too_large'
  /** No such host, refused, reset, a bad certificate, not HTTP. `code` says which. */
  | 'unreachable'

export type FetchResult =
  | { ok: true; status: number; headers: Readonly<Record<string, string>>; body: Buffer; url: string }
  | { ok: false; reason: FetchFailure; code?: string }

/** Thrown inside, never out of safeFetch. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly reason: FetchFailure
  constructor(reason: FetchFailure) {
    super(reason)
    this.reason = reason
  }
}

/** What undici and the sockets throw, as a value. The guard's refusal may lie some causes deep. */
export function failureOf(error: unknown): FetchResult & { ok: false } {
  for (let at: unknown = error, deep = 0; at instanceof Error && deep < 5; at = at.cause, deep++) {
    if (at instanceof Refused) return { ok: false, reason: at.reason }
    if (at.name === 'TimeoutError' || /TIMEOUT|UND_ERR_ABORTED/.test(codeOf(at) ?? ''))
      return { ok: false, reason: 'timeout' }
  }
  return { ok: false, reason: 'unreachable', code: codeOf(error) }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
