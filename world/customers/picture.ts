import { crc32, deflateSync } from 'node:zlib'
import type { Random } from '../random.ts'

const WIDTH = 320
const HEIGHT = 240
type Colour = readonly [number, number, number]

/** A photograph of a box with its lights, or of a screen with bars: PNG, a few kilobytes. */
export function drawPicture(random: Random): Uint8Array {
  const wall = random.int(150, 220)
  const lamp = random.int(0, 4)
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const row = Buffer.alloc(1 + WIDTH * 3)
    for (let x = 0; x < WIDTH; x++) row.set(colourAt(x, y, wall, lamp, random), 1 + x * 3)
    return row
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...parts])
}

/** A dark box before a wall; five lamps in a row, one of them red. */
function colourAt(x: number, y: number, wall: number, lamp: number, random: Random): Colour {
  const noise = random.int(-4, 4)
  if (x < 50 || x > 270 || y < 70 || y > 180) return [wall + noise, wall + noise - 4, wall + noise - 12]
  const [nth, dx, dy] = [Math.floor((x - 60) / 40), ((x - 60) % 40) - 20, y - 125]
  if (nth >= 0 && nth < 5 && dx * dx + dy * dy < 64) return nth === lamp ? [225, 40, 35] : [70, 190, 90]
  return [38 + noise, 40 + noise, 46 + noise]
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
