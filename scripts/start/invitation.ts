import type { Ready } from './ready.ts'

/** What the terminal shows when all is up: the address, and three things to click. */
export async function invitation({ url, demo, notes }: Ready, key: string | null, tookMs: number): Promise<string> {
  const brand = key === null ? null : await firstBrand(url, key)
  const doors = demo
    ? [
        ...(brand === null ? [] : [`  Be a customer    ${url}/b/${brand}/`]),
        `  Be an advisor    ${url}/console`,
        `  Watch it work    ${url}/`,
      ]
    : [`  Console          ${url}/console`]
  const end = `Ctrl-C stops it. (Ready after ${(tookMs / 1000).toFixed(1)} s.)`
  return [`Switchboard is ready at ${url}`, '', ...doors, '', ...notes, end].join('\n')
}

/** The brand's name in addresses; null when there is none yet. */
export async function firstBrand(url: string, key: string): Promise<string | null> {
  const answer = await fetch(`${url}/api/v1/brands`, { headers: { authorization: `Bearer ${key}` } }).catch(() => null)
  if (!answer?.ok) return null
  const { items } = (await answer.json()) as { items?: { slug?: string }[] }
  return items?.[0]?.slug ?? null
}
