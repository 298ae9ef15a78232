import { describe, expect, test } from 'vitest'
import { Problem } from '#kernel/errors'
import { type Log, openLog } from '#kernel/log'

const PUK = '93847261'
const PHONE = '+44 7700 900123'
const MAIL = 'amina@mail.example'
const canaries = [PUK, PHONE, '7700 900123', MAIL, 'amina']

function written(write: (log: Log) => void): string {
  const lines: string[] = []
  write(openLog('debug', { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}
function expectNoCanary(text: string): void {
  expect(text).not.toBe('')
  for (const canary of canaries) expect(text.toLowerCase()).not.toContain(canary)
}

describe('personal data stays out', () => {
  test.each(['text', 'body', 'puk', 'phone', 'mail', 'handle', 'toString', '__proto__', 'constructor'])(
    'unknown field %s',
    (field) => {
      for (const canary of [PUK, PHONE, MAIL])
        expectNoCanary(written((log) => log.info('seen', Object.fromEntries([[field, canary]]))))
    },
  )
  test.each(['id', 'contact', 'code', 'kind', 'route', 'file', 'at', 'count', 'ok', 'error', 'actor'])(
    'known field %s',
    (field) => {
      for (const canary of [PUK, PHONE, MAIL, { text: PUK }, [MAIL]])
        expectNoCanary(written((log) => log.info('seen', { [field]: canary })))
    },
  )
  test('the words of the line', () => expectNoCanary(written((log) => log.error(`sent ${PUK} to ${MAIL} at ${PHONE}`))))

  test('errors, their causes and what hangs on them', () => {
    const cause = new Error(`duplicate key (phone)=(${PHONE})\n    at ${MAIL} (/app/${PUK}.ts:1:1)`)
    const error = Object.assign(new TypeError(`cannot read ${PUK}`, { cause }), {
      detail: MAIL,
      code: PHONE,
      name: MAIL,
    })
    expectNoCanary(written((log) => log.error('failed', { error })))
    expectNoCanary(written((log) => log.error('failed', { error: new AggregateError([error], MAIL) })))
  })
  test('a message changed after the stack was taken', () => {
    const error = new Error(`${MAIL} ${PUK}`)
    error.message = 'other words'
    expectNoCanary(written((log) => log.error('failed', { error })))
  })
})

describe('what helps stays in', () => {
  test('ids, codes, numbers, times', () => {
    const id = '01935f3e-7c4a-7a11-9d61-1c2b3a4d5e6f'
    const fields = {
      conversation: id,
      actor: `agent:${id}`,
      event: 'message.received',
      ms: 12.5,
      pos: 9n,
      ok: true,
      at: new Date(0),
      route: 'GET /api/v1/x/:id',
    }
    const line = JSON.parse(written((log) => log.warn('slow handler', fields)))
    expect(line).toMatchObject({
      ...fields,
      pos: '9',
      at: '1970-01-01T00:00:00.000Z',
      msg: 'slow handler',
      level: 'warn',
    })
  })
  test('kind, code and place of an error, and the words of a Problem', () => {
    const cause = Object.assign(new Error('canary'), { code: '23505', constraint: 'contact_pkey' })
    const error = Object.assign(new Problem('stale', 'Two messages came in between.'), { cause })
    const shown = JSON.parse(written((log) => log.error('refused', { error }))).error
    expect(shown).toMatchObject({ name: 'Problem', code: 'stale', detail: 'Two messages came in between.' })
    expect(shown.cause).toMatchObject({ code: '23505', constraint: 'contact_pkey' })
    expect(shown.stack.join()).toContain('open-log.test.ts')
  })
})

test('a line below the level is not written', () => {
  const lines: string[] = []
  openLog('warn', { write: (line: string) => void lines.push(line) }).info('quiet')
  expect(lines).toEqual([])
})
