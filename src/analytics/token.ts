import { Type } from 'typebox'
import { Check } from 'typebox/value'
import { Problem } from '#kernel/errors'
import { notAList, pack, unpack } from '#kernel/http'
import { type MeasureName, measures, type Question } from './measures.ts'

const Time = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 })
const Packed = Type.Tuple([
  Type.Enum(Object.keys(measures)),
  Time,
  Time,
  Type.Union([Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }), Type.Null()]),
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  Time,
  Type.Union([Type.String({ pattern: '^[a-z0-9.-]{1,40}$' }), Type.Null()]),
])

/** How long a number opens its list: as long as the facts it was counted from are kept. */
export const LIST_LIVES_MS = 4 * 3_600_000

/** `report:<token>`, to be given to `GET /api/v1/inbox?list=`: it names the rows and grants nothing. */
export function listOf(name: MeasureName, { from, to, brand, pos, at, key }: Question): string {
  const packed = [name, from.getTime(), to.getTime(), brand, pos, at.getTime(), key]
  return `report:${pack(packed)}`
}

/** Errors: `invalid_input` when it is none of ours, `gone` when the facts of then are not kept any more. */
export function readToken(token: string, now: Date): { name: MeasureName; ask: Question } {
  const packed = unpack(token)
  if (!Check(Packed, packed)) throw notAList()
  const [name, from, to, brand, pos, at, key] = packed
  if (!isMeasure(name) || (name === 'score' && !/^[1-5]$/.test(key ?? ''))) throw notAList()
  if (at < now.getTime() - LIST_LIVES_MS)
    throw new Problem('gone', 'This report is too old to open its lists. Open the report again.')
  return { name, ask: { from: new Date(from), to: new Date(to), brand, pos, at: new Date(at), key } }
}

const isMeasure = (name: unknown): name is MeasureName => typeof name === 'string' && Object.hasOwn(measures, name)
