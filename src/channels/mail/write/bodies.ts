import { escapeHtml } from '#kernel/text'
import { aboutCase } from '../../cases/words.ts'
import type { Outbound, Step } from '../../port/outbound.ts'
import { attribution } from './words.ts'

const MOST_QUOTED = 20_000

/** A reply as text and as HTML: what was written, how it is signed, and what it answers. */
export function bodiesOf(step: Step, outbound: Outbound, signature: string): { text: string; html: string } {
  const choices = outbound.quickReplies.map(({ label }) => `- ${label}`)
  const said = [step.text, ...(choices.length > 0 ? [choices.join('\n')] : [])].join('\n\n')
  const told = toldOf(outbound)
  const signed = [said, ...(told === null ? [] : [told.text]), ...(signature === '' ? [] : [`-- \n${signature}`])]
  const html = outbound.html === '' || choices.length > 0 ? paragraphs(said) : outbound.html
  const quote = quoteOf(outbound)
  return {
    text: [...signed, ...(quote === null ? [] : [`${quote.head}\n${quote.text.replace(/^/gm, '> ')}`])].join('\n\n'),
    html: [
      `<div dir="auto">${html}</div>`,
      ...(told === null ? [] : [told.html]),
      ...(signature === '' ? [] : [`<div dir="auto">-- <br>${lines(signature)}</div>`]),
      ...(quote === null
        ? []
        : [
            `<div dir="auto">${escapeHtml(quote.head)}</div><blockquote type="cite" dir="auto">${lines(quote.text)}</blockquote>`,
          ]),
    ].join('\n'),
  }
}

/** By what to call it, and where it is seen how it stands. */
function toldOf({ case: about, lang }: Outbound): { text: string; html: string } | null {
  if (about === undefined || about === null) return null
  const { named, seen } = aboutCase(lang, about.reference)
  if (about.url === null) return { text: named, html: `<p dir="auto">${escapeHtml(named)}</p>` }
  const link = `<a href="${escapeHtml(about.url)}">${escapeHtml(seen)}</a>`
  return { text: `${named}\n${seen}: ${about.url}`, html: `<p dir="auto">${escapeHtml(named)}<br>${link}</p>` }
}

function quoteOf({ quoted, lang }: Outbound): { head: string; text: string } | null {
  if (quoted === null || quoted.text === '') return null
  return { head: attribution(lang, quoted.at, quoted.by), text: quoted.text.slice(0, MOST_QUOTED) }
}

const lines = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>\n')
const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((one) => `<p>${lines(one)}</p>`)
    .join('\n')
