import { call, type In, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { keep, useResource } from '../state/resource.ts'

type Standings = Out<'GET /api/v1/contacts/:id/standings'>
export type Standing = Standings['items'][number]
export type StandingInput = In<'PUT /api/v1/contacts/:id/standings/:kind'>['body']

export const kinds = [
  'value',
  'tenure',
  'vulnerable',
  'reach',
  'at-risk',
] as const satisfies readonly Standing['kind'][]

const keyOf = (contact: string) => `standings ${contact}`
/** Why somebody is served before others. */
export const useStandings = (contact: string) =>
  useResource(keyOf(contact), () => call('GET /api/v1/contacts/:id/standings', { params: { id: contact } }))

const told = (contact: string) => (answer: Standings) => keep<Standings>(keyOf(contact), () => answer)
const put = (contact: string, kind: Standing['kind'], body: StandingInput) =>
  call('PUT /api/v1/contacts/:id/standings/:kind', { params: { id: contact, kind }, body }).then(told(contact))
const end = (contact: string, kind: Standing['kind']) =>
  call('DELETE /api/v1/contacts/:id/standings/:kind', { params: { id: contact, kind } }).then(told(contact))

/** Rejects when it was refused: the form says why. */
export async function giveStanding(
  contact: string,
  kind: Standing['kind'],
  body: StandingInput,
  before: Standing | undefined,
): Promise<void> {
  await put(contact, kind, body)
  const undo = before === undefined ? () => void end(contact, kind).catch(failed) : restore(contact, before)
  showBar({ text: 'standing.given', ...(undo && { undo }) })
}

export function endStanding(contact: string, standing: Standing): void {
  void end(contact, standing.kind).then(() => {
    const undo = restore(contact, standing)
    showBar({ text: 'standing.ended', ...(undo && { undo }) })
  }, failed)
}

/** Puts it back as it was; not for who may not read why it was so. */
function restore(contact: string, { kind, reason, until, named, backup }: Standing): (() => void) | undefined {
  if (reason === null) return undefined
  const body = { reason, until, named: named?.id ?? null, backup: backup?.id ?? null }
  return () => void put(contact, kind, body).catch(failed)
}
