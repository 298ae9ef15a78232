/** Where the pictures of one mail come from. */
export interface Pictures {
  /** Our link to the picture of the mail that has this content id; null when it has none. */
  own(contentId: string): string | null
  /** Our link to a picture that stands elsewhere; null as long as nobody asked for it. */
  remote(url: string): string | null
}

const STYLE = `:root{color-scheme:only light}html{background:#fff}
body{margin:12px;color:#1b1b1b;font:14px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}a{color:#0b57d0}
blockquote{margin:0 0 0 8px;padding-inline-start:8px;border-inline-start:2px solid #ccc}
img[data-kept]{min-width:24px;min-height:24px;outline:1px dashed #b5b5b5;background:#f4f4f4}`

/** Sanitised HTML as a whole page without scripts. Its pictures come from us or stay away. */
export function pageOf(html: string, pictures: Pictures): string {
  const shown = html.replace(/<img\b[^>]*>/g, (tag) => pictured(tag, pictures))
  return (
    '<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">' +
    `<meta name="viewport" content="width=device-width"><title>·</title><style>${STYLE}</style></head>` +
    `<body dir="auto">${shown}</body></html>`
  )
}

/** The sanitiser writes each attribute once, in double quotes, with its signs escaped. */
function pictured(tag: string, { own, remote }: Pictures): string {
  return tag
    .replace(/ src="cid:([^"]*)"/i, (_, id: string) => linked(own(plain(id))))
    .replace(/ data-remote-src="([^"]*)"/i, (_, url: string) => linked(remote(plain(url))))
}

const linked = (link: string | null): string => (link === null ? ' data-kept=""' : ` src="${link}"`)

/** Signs as the sanitiser escaped them. */
const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Nothing runs, posts, frames or loads but pictures by our own links; a link opens a page that is free of the sandbox. */
export const policyOf = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    `img-src data: ${origins.map((origin) => `${origin}/api/v1/mail-pictures`).join(' ')}`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; ')
