import type { ChatBrand } from '#channels/contract'

/** What the frame's page brings along, so that the first view needs no second request. */
export interface Boot {
  brand: Omit<ChatBrand, 'theme'>
  lang: string
  dir: 'ltr' | 'rtl'
  words: Readonly<Record<string, string>>
  languages: readonly { tag: string; name: string }[]
  /** The brand's contact page, for who cannot or will not chat. */
  contact: string
  /** What everybody is told just now. */
  banner: string | null
}

interface Colours {
  ground: string
  ink: string
}
/** How the launcher looks and is called, in the brand's look and the page's language. */
export interface Launcher {
  brand: string
  dir: 'ltr' | 'rtl'
  open: string
  close: string
  title: string
  radius: string
  light: Colours
  dark: Colours
}

/** What the frame says to the page around it. Nothing of a conversation but how much of it is unread. */
export type FromFrame =
  | { switchboard: 1; kind: 'launcher'; launcher: Launcher; known: boolean }
  | { switchboard: 1; kind: 'ready' }
  | { switchboard: 1; kind: 'close' }
  | { switchboard: 1; kind: 'unread'; count: number; label: string }

/** What the page says to the frame. */
export type ToFrame = { switchboard: 1; kind: 'open' | 'closed' }
