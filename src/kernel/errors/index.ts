/** The closed list of error codes the API answers with, and the HTTP status of each. */
export const codes = {
  invalid_input: 400,
  unknown_field: 400,
  invalid_json: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  not_allowed: 403,
  wrong_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_slow: 408,
  conflict: 409,
  stale: 409,
  id_reused: 409,
  too_late: 409,
  gone: 410,
  too_large: 413,
  unsupported_media: 415,
  unprocessable: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const
export type Code = keyof typeof codes

/** One field that was refused: where (JSON pointer) and what would be right. */
export interface FieldFault {
  pointer: string
  detail: string
}

export interface ProblemExtra {
  faults?: FieldFault[]
  retryAfterSeconds?: number
  [member: string]: unknown
}

/** A failure we expect, told to the caller as application/problem+json. `detail` says what happened, what was kept and what to do. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: Code
  readonly extra: ProblemExtra
  constructor(code: Code, detail: string, extra: ProblemExtra = {}) {
    super(detail)
    this.code = code
    this.extra = extra
  }
  get status(): number {
    return codes[this.code]
  }
}

/** Unknown and forbidden look the same. */
export const notFound = (what: string): Problem =>
  new Problem('not_found', `There is no such ${what}, or it is not yours to see.`)
