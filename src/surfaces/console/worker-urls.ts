/** The two workers the console has. Where the browser has Trusted Types, only this policy names a worker, and only these. */
import pdfHref from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

export { pdfHref }
export const pushHref = '/console/push.js'

interface Policy {
  createScriptURL(url: string): unknown
}
interface Factory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy
}

function onlyOurs(url: string): string {
  if (url !== pdfHref && url !== pushHref) throw new TypeError('This is no worker of the console.')
  return url
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
const policy = factory?.createPolicy('switchboard-worker', { createScriptURL: onlyOurs })

/** An address as the browser wants it: it is a string for every type there is. */
export const workerUrl = (url: string): string =>
  (policy === undefined ? onlyOurs(url) : policy.createScriptURL(url)) as string
