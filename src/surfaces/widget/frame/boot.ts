import type { Boot } from '../../shared/widget.ts'

/** What the page brought along. */
export const bootOfPage = (): Boot => JSON.parse(document.getElementById('boot')?.textContent ?? 'null')

/** The same in another language. */
export async function bootIn(brand: string, lang: string): Promise<Boot> {
  const response = await fetch(`/widget/${brand}/boot?lang=${encodeURIComponent(lang)}`, { credentials: 'omit' })
  if (!response.ok) throw new Error(`${response.status}`)
  return response.json()
}
