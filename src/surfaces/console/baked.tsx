/**
 * The one place that shows HTML as markup: what the server baked from text when it was written (markdown without raw HTML, sanitised).
 * Everything else in the console is text. Where the browser has Trusted Types, only this policy makes HTML.
 */
interface Policy {
  createHTML(html: string): unknown
}
interface Factory {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): Policy
}
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes
const policy = factory?.createPolicy('switchboard-baked', { createHTML: (html) => html })

export function Baked({
  html,
  className,
  lang,
}: {
  html: string
  className?: string | undefined
  lang?: string | null
}) {
  const trusted = policy === undefined ? html : policy.createHTML(html)
  return (
    <div
      className={className}
      lang={lang ?? undefined}
      dir="auto"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the reviewed module named in security.md
      dangerouslySetInnerHTML={{ __html: trusted as string }}
    />
  )
}
