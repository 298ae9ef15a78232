import { parentPort } from 'node:worker_threads'
import { type LinkRule, renderMarkdown } from './markdown.ts'

export interface BakeRequest {
  text: string
  links: LinkRule
}

parentPort?.on('message', ({ text, links }: BakeRequest) => {
  parentPort?.postMessage(attempt(text, links))
})

/** Null: it could not be rendered, the asker has the plain form. */
function attempt(text: string, links: LinkRule): string | null {
  try {
    return renderMarkdown(text, links)
  } catch {
    return null
  }
}
