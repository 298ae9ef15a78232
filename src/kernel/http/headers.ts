import type { FastifyInstance } from 'fastify'
import type { Config } from '#kernel/config'

export type Surface = 'api' | 'console' | 'worker' | 'portal' | 'widget' | 'docs'
export interface CspOptions {
  /** For the inline script and style of this one answer. */
  nonce?: string
  /** Who may frame it: origins, for the widget's frame. */
  ancestors?: readonly string[]
}

const common = ["base-uri 'none'", "object-src 'none'", "form-action 'self'"]

/** The content security policy of a surface: no inline code, nothing from elsewhere, framed by nobody unless said. */
export function csp(surface: Surface, options: CspOptions = {}): string {
  const nonce = options.nonce === undefined ? '' : ` 'nonce-${options.nonce}'`
  const ancestors = `frame-ancestors ${options.ancestors?.length ? options.ancestors.join(' ') : "'none'"}`
  return [...rulesOf[surface](nonce), ...common, ancestors].join('; ')
}

const page = (nonce: string) => [
  "default-src 'none'",
  `script-src 'self'${nonce}`,
  `style-src 'self'${nonce}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
]
const rulesOf: Record<Surface, (nonce: string) => string[]> = {
  api: () => ["default-src 'none'"],
  // Only src/surfaces/console/baked.tsx makes HTML, and only worker-urls.ts names a worker, each by the one policy named here.
  console: (nonce) => [
    ...page(nonce),
    "frame-src 'self'",
    "media-src 'self' blob:",
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types switchboard-baked switchboard-worker',
  ],
  portal: (nonce) => [...page(nonce), "frame-src 'self'"],
  widget: (nonce) => [...page(nonce), "media-src 'self' blob:"],
  // Reads a stranger's PDF: it fetches nothing, and runs no script but its own and the decoders it is handed.
  worker: () => ["default-src 'none'", "script-src 'wasm-unsafe-eval'"],
  // The reader of the API description sets style attributes by script; it shows nothing of a customer.
  docs: (nonce) =>
    page(nonce).map((rule) => (rule.startsWith('style-src') ? "style-src 'self' 'unsafe-inline'" : rule)),
}

/** Headers that every answer carries unless its route said otherwise. */
export function safeHeaders({ publicUrl }: Pick<Config, 'publicUrl'>): Record<string, string> {
  const secure = publicUrl?.startsWith('https://') ?? false
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
    ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
    'content-security-policy': csp('api'),
  }
}

export function sendSafeHeaders(fastify: FastifyInstance, config: Config): void {
  const always = safeHeaders(config)
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(always)
    done()
  })
}
