import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Problem } from '#kernel/errors'
import { atMost } from './at-most.ts'
import { isCommon } from './common-passwords.ts'

const derive = promisify(argon2)
/** OWASP's second choice for argon2id: 19 MiB, two passes; about 80 ms here. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LENGTH = 32
// Two at a time: hashing is what a stranger can make us do, so it may never take all threads.
const inTurn = atMost(2, 64)

const encode = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

/** In PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derived(password, salt, MEMORY_KIB, PASSES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${encode(salt)}$${encode(hash)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Takes as long for a person who does not exist (hash null), and answers false. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, memory, passes, salt, expected] = PHC.exec(hash ?? '') ?? []
  const wanted = Buffer.from(expected ?? '', 'base64')
  const found = await derived(
    password,
    Buffer.from(salt ?? encode(Buffer.alloc(16)), 'base64'),
    Number(memory ?? MEMORY_KIB),
    Number(passes ?? PASSES),
  )
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

const derived = (password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> =>
  inTurn(() =>
    derive('argon2id', {
      message: password.normalize('NFC'),
      nonce,
      parallelism: 1,
      tagLength: LENGTH,
      memory,
      passes,
    }),
  )

/** Long enough, not one that everybody tries first, not the login itself. No rules of composition. Throws invalid_input. */
export function checkNewPassword(password: string, login: string): void {
  const fault = passwordFault(password, login)
  if (fault === null) return
  throw new Problem('invalid_input', `The password ${fault}.`, {
    faults: [{ pointer: '/body/password', detail: fault }],
  })
}

function passwordFault(password: string, login: string): string | null {
  if ([...password].length < 8) return 'must have at least 8 characters'
  if (isCommon(password)) return 'is one that strangers try first; choose another'
  const name = login.split('@')[0] ?? login
  return [login, name].some((word) => word.length > 3 && password.toLowerCase() === word.toLowerCase())
    ? 'must not be the login name'
    : null
}
