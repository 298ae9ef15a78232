import { createHash } from 'node:crypto'

/** Chance that repeats itself: the same words give the same run of numbers. */
export interface Random {
  /** 0 ≤ n < 1. */
  next(): number
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** By weight; weights need not add up to one. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
  /** An own run of numbers, which does not move this one. */
  fork(words: string): Random
}

export function randomFrom(words: string): Random {
  const next = sfc32(createHash('sha256').update(words).digest())
  const random: Random = {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (share) => next() < share,
    pick: (list) => {
      const found = list[Math.floor(next() * list.length)]
      if (found === undefined) throw new Error('There is nothing to pick from.')
      return found
    },
    weighted: (weights) => weighted(weights, next()),
    fork: (more) => randomFrom(`${words}/${more}`),
  }
  return random
}

function weighted<K extends string>(weights: Readonly<Record<K, number>>, at: number): K {
  const entries = Object.entries(weights) as [K, number][]
  let rest = at * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) {
    rest -= weight
    if (rest < 0) return key
  }
  throw new Error('Nothing has any weight.')
}

/** Chris Doty-Humphrey's small fast counter, 32 bits. */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, d] = [seed.readInt32LE(0), seed.readInt32LE(4), seed.readInt32LE(8), seed.readInt32LE(12)]
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
}
