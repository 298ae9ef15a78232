import sanitize, { type Attributes, type Tag } from 'sanitize-html'
import { escapeHtml } from '#kernel/text'
import { safeStyle } from './styles.ts'
import { withoutDepth } from './without-depth.ts'

const MOST = 300_000
const NESTING = 60
const TAGS =
  'a abbr address article b big blockquote br caption center cite code col colgroup dd del details div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'.split(
    ' ',
  )
const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:)/i
const REMOTE = /^(?:https?:)?\/\//i
const INLINE = /^data:image\/(?:png|gif|jpe?g|webp);base64,[a-z0-9+/=\s]{0,200000}$/i

/**
 * A stranger's HTML as it may be shown in a sandboxed frame: an allow-list of tags, attributes and styles. Nothing in it
 * runs, posts, loads or covers. Pictures from elsewhere stand in `data-remote-src`, for a viewer that is asked to show them;
 * those of the mail itself keep `cid:`. What is longer than 300,000 signs is cut.
 */
export function sanitiseMail(html: string): string {
  try {
    return sanitize(withoutDepth(html.slice(0, MOST)), OPTIONS).trim()
  } catch {
    return `<pre>${escapeHtml(html.slice(0, MOST))}</pre>`
  }
}

const OPTIONS: sanitize.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'align', 'valign', 'title', 'width', 'height', 'bgcolor', 'color'],
    a: ['href', 'rel', 'target'],
    img: ['src', 'data-remote-src', 'alt', 'border'],
    font: ['face', 'size'],
    table: ['border', 'cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan', 'nowrap'],
    th: ['colspan', 'rowspan', 'nowrap'],
    ol: ['start', 'type'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid', 'data'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'template',
    'object',
    'svg',
    'math',
    'iframe',
    'xmp',
    'noembed',
    'noframes',
    'plaintext',
    'select',
  ],
  parseStyleAttributes: false,
  nestingLimit: NESTING,
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: link(styled(attribs)) }),
    img: (tagName, attribs) => ({ tagName, attribs: picture(styled(attribs)) }),
    body: 'div',
    '*': (tagName, attribs): Tag => ({ tagName, attribs: styled(attribs) }),
  },
}

function styled(attributes: Attributes): Attributes {
  const { style, width, height, ...rest } = attributes
  const safe = style === undefined ? '' : safeStyle(style)
  const sized = Object.fromEntries(
    Object.entries({ width, height }).filter(([, value]) => /^\d{1,4}%?$/.test(value ?? '')),
  )
  return { ...rest, ...sized, ...(safe === '' ? {} : { style: safe }) }
}

function link({ href, ...rest }: Attributes): Attributes {
  const { target: _, rel: __, ...own } = rest
  const bare = (href ?? '').trim()
  return SAFE_LINK.test(bare) ? { ...own, href: bare, rel: 'noopener noreferrer nofollow', target: '_blank' } : own
}

function picture({ src, ...rest }: Attributes): Attributes {
  const { 'data-remote-src': _, ...own } = rest
  const bare = (src ?? '').trim()
  if (REMOTE.test(bare)) return { ...own, 'data-remote-src': bare.replace(/^\/\//, 'https://').slice(0, 2000) }
  return /^cid:[^\s<>"]{1,300}$/i.test(bare) || INLINE.test(bare) ? { ...own, src: bare } : own
}
