import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, type TSchema, Type } from 'typebox'
import { Check, Errors } from 'typebox/value'

export const complaintKinds = ['charge', 'service', 'quality', 'contract', 'conduct', 'privacy', 'other'] as const
export type ComplaintKind = (typeof complaintKinds)[number]
export const letterKinds = ['reference', 'acknowledgement', 'upheld', 'partly', 'refused', 'deadlock'] as const
export type LetterKind = (typeof letterKinds)[number]
export const clockNames = ['answer', 'refund', 'deadlock', 'recommendation', 'own'] as const
export type ClockName = (typeof clockNames)[number]

const closed = { additionalProperties: false } as const
const Word = Type.String({ minLength: 1, maxLength: 2_000 })
const Lang = Type.String({ pattern: '^[a-z]{2}$' })
const Count = Type.Integer({ minimum: 1, maximum: 400 })

export const Length = Type.Union([
  Type.Object({ workingDays: Count }, closed),
  Type.Object({ days: Count }, closed),
  Type.Object({ weeks: Count }, closed),
])
export type Length = Static<typeof Length>

const PackClock = Type.Object(
  {
    name: Type.Enum(['answer', 'refund', 'deadlock', 'recommendation']),
    from: Type.Enum(['received', 'recommended']),
    length: Length,
    /** Null: complaints of every kind. */
    kinds: Type.Union([Type.Array(Type.Enum([...complaintKinds]), { minItems: 1 }), Type.Null()]),
    /** What stops it; a decision also stops the wait for a deadlock. */
    endedBy: Type.Enum(['decision', 'deadlock', 'recommendation']),
    source: Word,
  },
  closed,
)
export type PackClock = Static<typeof PackClock>

/** What the law of one place asks for. Every fact names where it was read. */
export const Pack = Type.Object(
  {
    code: Lang,
    name: Type.Record(Lang, Word),
    source: Word,
    check: Type.Literal('check with your lawyer'),
    languages: Type.Array(Lang, { minItems: 1, maxItems: 20 }),
    durable: Type.Array(Type.Enum(['email', 'sms', 'letter']), { minItems: 1 }),
    clocks: Type.Array(PackClock, { maxItems: 10 }),
    /** What is not to be done to the customer while the complaint runs. */
    hold: Type.Union([
      Type.Object(
        {
          what: Type.Enum(['service', 'disputed-part']),
          months: Type.Union([Count, Type.Null()]),
          source: Word,
        },
        closed,
      ),
      Type.Null(),
    ]),
    /** Where the customer may go who does not agree, as a letter names it; null: the pack knows no place. */
    elsewhere: Type.Union([Type.Record(Lang, Word), Type.Null()]),
    report: Type.Object(
      { every: Type.Literal('year'), wants: Type.Array(Word, { minItems: 1 }), source: Word },
      closed,
    ),
  },
  closed,
)
export type Pack = Static<typeof Pack>

const Letters = Type.Object(
  {
    ...{ reference: Word, acknowledgement: Word, upheld: Word, partly: Word, refused: Word, deadlock: Word },
    /** Sentences of them: by when, and where else. */
    ...{ by: Word, elsewhere: Word, here: Word },
  },
  closed,
)
export type Letters = Static<typeof Letters>

export const here: string = import.meta.dirname

/** The packs and letters of a folder; a bad one is refused with its file and what is wrong in it. */
export function readPacks(folder = here): { packs: ReadonlyMap<string, Pack>; letters: ReadonlyMap<string, Letters> } {
  const packs = readAll(join(folder, 'packs'), Pack)
  const letters = readAll(join(folder, 'letters'), Letters)
  for (const [name, pack] of packs) {
    if (pack.code !== name) throw new Error(`packs/${name}.json: its code is ${pack.code}, not the name of the file.`)
    if (!pack.languages.some((lang) => letters.has(lang)))
      throw new Error(
        `packs/${name}.json: there are no letters in any of its languages (${pack.languages.join(', ')}).`,
      )
  }
  return { packs, letters }
}

function readAll<S extends TSchema>(folder: string, shape: S): Map<string, Static<S>> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return new Map(files.sort().map((file) => [file.slice(0, -'.json'.length), read(join(folder, file), shape)]))
}

function read<S extends TSchema>(file: string, shape: S): Static<S> {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (Check(shape, value)) return value
  const [first] = Errors(shape, value)
  throw new Error(`${file}: ${first?.instancePath || '/'} ${first?.message ?? 'is not as a pack must be'}`)
}
