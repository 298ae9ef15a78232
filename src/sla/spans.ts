/** A stretch of time, milliseconds since the epoch; `to` is not in it. */
export interface Span {
  from: number
  to: number
}

const isSome = ({ from, to }: Span): boolean => to > from

/** What of these lies between two moments. */
export const clip = (spans: readonly Span[], from: number, to: number): Span[] =>
  spans.map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) })).filter(isSome)

/** What is left of these without the holes. Both in their order; the spans do not overlap, holes may. */
export function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  let left = [...spans]
  for (const hole of holes)
    left = left.flatMap((span) =>
      hole.to <= span.from || hole.from >= span.to
        ? [span]
        : [
            { from: span.from, to: hole.from },
            { from: hole.to, to: span.to },
          ].filter(isSome),
    )
  return left
}

/** Milliseconds of all together. */
export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0)

/** The stretches between two moments in which none of these runs. */
export const gaps = (spans: readonly Span[], from: number, to: number): Span[] => without([{ from, to }], spans)
