import type { Random } from '../random.ts'

type Slip = (word: string, random: Random) => string

const dropOne: Slip = (word, random) => {
  const at = random.int(1, word.length - 2)
  return word.slice(0, at) + word.slice(at + 1)
}
const swapTwo: Slip = (word, random) => {
  const at = random.int(1, word.length - 3)
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
}
const doubleOne: Slip = (word, random) => {
  const at = random.int(1, word.length - 2)
  return word.slice(0, at) + word.charAt(at) + word.slice(at)
}
const withoutAccents: Slip = (word) => word.normalize('NFD').replace(/\p{M}/gu, '')
const slips: readonly Slip[] = [dropOne, swapTwo, doubleOne, withoutAccents]

/** As people write on a phone: a share of the longer words gets a slip. */
export const misspell = (text: string, share: number, random: Random): string =>
  text
    .split(' ')
    .map((word) => (/^\p{L}{4,}$/u.test(word) && random.chance(share) ? random.pick(slips)(word, random) : word))
    .join(' ')
