const word = (value: unknown): string => (typeof value === 'string' ? value.replace(/[^\w.:-]/g, '').slice(0, 60) : '')

/** `TypeError`, `Error:ECONNREFUSED`, `Problem:gone`: what may be kept of an error. Its message may quote what somebody wrote. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'not-an-error'
  const code = 'code' in error ? word(error.code) : ''
  return code === '' ? word(error.name) || 'Error' : `${word(error.name)}:${code}`
}
