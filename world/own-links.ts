const names = ['127.0.0.1', 'localhost', '[::1]']

/** The app on this machine, by whatever name of the machine. */
export function originsOf(url: string): string[] {
  const { port } = new URL(url)
  return names.map((name) => new URL(`http://${name}:${port}`).origin)
}

export interface AppAddress {
  /** Where this world reaches it. */
  url: string
  /** What it calls itself in mails, where that is another address. */
  publicUrl: string | null
}

/** Path and query of a link that leads to the app; null for every other link: nobody here follows those. */
export function pathOnApp({ url, publicUrl }: AppAddress, link: string): string | null {
  const to = URL.parse(link)
  if (to === null) return null
  const own = [...originsOf(url), new URL(url).origin, ...(publicUrl === null ? [] : [new URL(publicUrl).origin])]
  return own.includes(to.origin) ? to.pathname + to.search : null
}

/** What looks like a link, with what stands before it. Ends before signs that belong to the sentence. */
export const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/g
