export interface Box {
  x: number
  y: number
  width: number
  height: number
}

const within = (share: number): number => Math.min(1, Math.max(0, share))

/** From corner to corner, whichever way it was drawn; shares of the picture's size. */
export function boxOf(from: { x: number; y: number }, to: { x: number; y: number }): Box {
  const [left, right] = [within(Math.min(from.x, to.x)), within(Math.max(from.x, to.x))]
  const [top, bottom] = [within(Math.min(from.y, to.y)), within(Math.max(from.y, to.y))]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** What a slip of the hand draws. */
export const isTooSmall = ({ width, height }: Box): boolean => width < 0.01 || height < 0.01

const STEP = 0.02
/** By arrow: moved, or with Shift its far corner; never out of the picture. */
export function nudged(box: Box, key: string, grow: boolean): Box | null {
  const [dx, dy] =
    { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[key] ?? []
  if (dx === undefined || dy === undefined) return null
  if (grow)
    return {
      ...box,
      width: Math.min(1 - box.x, Math.max(STEP, box.width + dx)),
      height: Math.min(1 - box.y, Math.max(STEP, box.height + dy)),
    }
  return {
    ...box,
    x: Math.min(1 - box.width, Math.max(0, box.x + dx)),
    y: Math.min(1 - box.height, Math.max(0, box.y + dy)),
  }
}

/** Where a new one begins for whoever has no pointer: in the middle. */
export const middle: Box = { x: 0.3, y: 0.4, width: 0.4, height: 0.2 }
