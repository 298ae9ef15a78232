import { type Brand, themeOf } from '#people'
import type { Entry } from '../../assets.ts'
import { brandStyle } from '../../brand-style.ts'
import { html, jsonIn, raw } from '../../html.ts'
import type { Boot, Launcher } from '../../shared/widget.ts'
import type { Words } from '../../words.ts'

interface Frame {
  brand: Brand
  boot: Boot
  words: Words
  /** As the page around it wishes; null follows the visitor's device. */
  theme: 'light' | 'dark' | null
  nonce: string
  /** Absent before the first build. */
  entry: Entry | undefined
}

/** The frame with the brand's look, the words of one language and what the first view shows: one request, then cached files. */
export const framePage = ({ brand, boot, words, theme, nonce, entry }: Frame): string =>
  html`<!doctype html><html lang="${words.lang}" dir="${words.dir}" ${theme && html`data-theme="${theme}"`}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${words.t('frame.title', { brand: brand.name })}</title>
${entry?.styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
<style nonce="${nonce}">${raw(brandStyle(brand.look))}</style>
<script type="application/json" id="boot">${jsonIn(boot)}</script>
${entry && html`<script type="module" src="${entry.script}"></script>`}
</head><body><div id="widget"></div><noscript>${words.t('error.blocked')}</noscript></body></html>`.text

/** Loaded unseen after the host page: how the launcher looks and is called, and whether this visitor has a conversation. */
export function launcherPage({ brand, words, entry }: Pick<Frame, 'brand' | 'words' | 'entry'>): string {
  const { light, dark } = themeOf(brand.look)
  const shown: Launcher = {
    brand: brand.slug,
    dir: words.dir,
    open: words.t('launcher.open'),
    close: words.t('launcher.close'),
    title: words.t('frame.title', { brand: brand.name }),
    radius: `${brand.look.radius}px`,
    light: { ground: light['--accent'] ?? '', ink: light['--accent-text'] ?? '' },
    dark: { ground: dark['--accent'] ?? '', ink: dark['--accent-text'] ?? '' },
  }
  return html`<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8"><title>${shown.title}</title>
<script type="application/json" id="launcher">${jsonIn(shown)}</script>
${entry && html`<script type="module" src="${entry.script}"></script>`}</head></html>`.text
}
