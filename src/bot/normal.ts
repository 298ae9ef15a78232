import { fold, words } from '#kernel/text'

/** How texts are compared: words in lower case without accents, hamza or tanwin, joined by one space. */
export const normal = (text: string): string =>
  words(fold(text))
    .map((word) => word.folded)
    .join(' ')
