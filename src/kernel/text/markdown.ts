import MarkdownIt from 'markdown-it'
import sanitize, { type Tag } from 'sanitize-html'

/** Which links stay links: all (the default), none, or those to these hosts; the others stay as their text. */
export type LinkRule = 'all' | 'none' | { hosts: readonly string[] }

const NESTING = 100
const SCHEMES = ['http', 'https', 'mailto', 'tel']

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: NESTING })
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
markdown.validateLink = (url) => /^(?:https?:\/\/|mailto:|tel:)/i.test(url.trim())
// A picture from elsewhere would tell its host who read the message: it becomes a link with its words.
markdown.renderer.rules.image = (tokens, at) => {
  const token = tokens[at]
  const href = markdown.utils.escapeHtml(String(token?.attrGet('src') ?? ''))
  return `<a href="${href}">${markdown.utils.escapeHtml(token?.content || href)}</a>`
}

const allowedTags =
  'p br strong em s del code pre blockquote ul ol li a h2 h3 h4 h5 h6 hr table thead tbody tr th td'.split(' ')

/** Markdown of a stranger → HTML of the allow-list. May be slow on hostile input: only the worker calls it. */
export function renderMarkdown(text: string, links: LinkRule): string {
  return sanitize(markdown.render(text), {
    allowedTags,
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: SCHEMES,
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: NESTING,
    transformTags: {
      h1: 'h2',
      a: (_, { href }): Tag =>
        isAllowed(href, links)
          ? { tagName: 'a', attribs: { href: String(href), rel: 'noopener nofollow ugc' } }
          : { tagName: 'span', attribs: {} },
    },
  })
}

function isAllowed(href: string | undefined, links: LinkRule): boolean {
  if (href === undefined || links === 'none') return false
  if (links === 'all') return true
  const url = URL.parse(href)
  return url !== null && /^https?:$/.test(url.protocol) && links.hosts.includes(url.host)
}
