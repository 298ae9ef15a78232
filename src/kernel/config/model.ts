import type { Model } from './config.ts'
import type { Reading } from './faults.ts'
import { isLoopback } from './network.ts'

/** Within the operator's own house nothing is lost when it is not encrypted. */
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[f[cd][0-9a-f]{2}:)/

/** A language model the operator runs or rents; null when there is none. Address and key are in no fault: either may hold a secret. */
export function readModel({ text, fault }: Reading): Model | null {
  const [given, name, key] = [
    text('SWITCHBOARD_MODEL_URL'),
    text('SWITCHBOARD_MODEL_NAME'),
    text('SWITCHBOARD_MODEL_KEY') ?? null,
  ]
  if (given === undefined) return null
  const url = URL.canParse(given) ? new URL(given) : null
  if (url === null || url.username !== '' || url.password !== '' || !isSafe(url)) {
    const right =
      'It must be https://host/v1, or http:// to a loopback or private address; the key has a setting of its own.'
    fault('SWITCHBOARD_MODEL_URL', 'is not of that form', right)
    return null
  }
  if (name === undefined) {
    fault('SWITCHBOARD_MODEL_NAME', 'is absent', 'It must be the name under which that address offers the model.')
    return null
  }
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, name, key }
}

const isSafe = ({ protocol, hostname, search, hash }: URL): boolean =>
  search === '' &&
  hash === '' &&
  (protocol === 'https:' ||
    (protocol === 'http:' && (isLoopback(hostname.replace(/^\[|\]$/g, '')) || PRIVATE.test(hostname))))
