import { randomInt } from 'node:crypto'

// No vowels and no look-alikes: nothing rude by accident, nothing misread on the phone.
const letters = 'BCDFGHJKMNPQRSTVWXZ23456789'
const some = (count: number) => Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('')

/** `AUR-7K3-219X`: what customer and advisor say to each other. 27^7 (10 billion) a brand prefix; the table refuses a repeat. */
export const newReference = (brandSlug: string): string =>
  `${brandSlug.slice(0, 3).toUpperCase()}-${some(3)}-${some(4)}`
