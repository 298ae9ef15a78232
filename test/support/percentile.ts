/** The slowest one in a hundred is not below it; without values nothing is quick enough. */
export const p99Of = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.POSITIVE_INFINITY
