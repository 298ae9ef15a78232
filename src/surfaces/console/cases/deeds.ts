import { ApiError } from '../../shared/client.ts'
import { uuid7 } from '../../shared/uuid7.ts'
import { call, type In, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { deliver } from '../state/outbox.ts'

export type CaseView = Out<'GET /api/v1/conversations/:id/case'>
export type Case = CaseView['case']
export type Suggestion = CaseView['suggestions'][number]

const put = (conversation: string, into: string, how: 'suggestion' | 'person'): Promise<Case> =>
  call('PUT /api/v1/conversations/:id/case', { params: { id: conversation }, body: { case: into, how } })
const split = (conversation: string): Promise<Case> =>
  call('DELETE /api/v1/conversations/:id/case', { params: { id: conversation } })

/** Says it, and tells what went wrong; then whoever shows the case reads it again. */
async function say(conversation: string, deed: () => Promise<unknown>, after: () => void): Promise<boolean> {
  try {
    await deliver(`case:${conversation}`, deed)
    return true
  } catch (error) {
    failed(error)
    return false
  } finally {
    after()
  }
}

/** One key makes the two one; undo puts every conversation back to where it was. */
export async function joinSuggested(mine: Case, { join }: Suggestion, reload: () => void): Promise<void> {
  const before = new Set(mine.conversations.map(({ id }) => id))
  let after: Case | null = null
  const joined = await say(
    join.conversation,
    async () => {
      after = await put(join.conversation, join.case, 'suggestion')
    },
    reload,
  )
  if (!joined) return
  const came = ((after as Case | null)?.conversations ?? []).map(({ id }) => id)
  const moved = before.has(join.conversation) ? [...before] : came.filter((id) => !before.has(id))
  showBar({ text: 'case.joined', undo: () => void takeApart(join.conversation, moved, reload) })
}

/** The conversation that brought the others along goes home first, and they go with it. */
async function takeApart(first: string, moved: readonly string[], reload: () => void): Promise<void> {
  await say(
    first,
    async () => {
      const home = await split(first)
      for (const id of moved) if (id !== first) await put(id, home.id, 'person')
    },
    reload,
  )
}

export async function splitOff(conversation: string, from: Case, reload: () => void): Promise<void> {
  if (!(await say(conversation, () => split(conversation), reload))) return
  const undo = () => void say(conversation, () => put(conversation, from.id, 'person'), reload)
  showBar({ text: 'case.split', undo })
}

export async function notTheSame(conversation: string, other: string, reload: () => void): Promise<void> {
  const params = { id: conversation, case: other }
  if (!(await say(conversation, () => call('PUT /api/v1/conversations/:id/apart/:case', { params }), reload))) return
  const again = () => call('DELETE /api/v1/conversations/:id/apart/:case', { params })
  showBar({ text: 'case.keptApart', undo: () => void say(conversation, again, reload) })
}

/** Joins the case with this reference; answers a locale key of what is wrong with it. */
export async function joinByReference(
  conversation: string,
  mine: Case,
  reference: string,
  reload: () => void,
): Promise<string | null> {
  const typed = reference.trim()
  if (typed.length < 3) return 'case.reference.missing'
  try {
    const { items } = await call('GET /api/v1/cases', { query: { reference: typed.slice(0, 20) } })
    const [found] = items
    if (found === undefined) return 'case.reference.unknown'
    if (found.id === mine.id) return 'case.reference.same'
    const moved =
      mine.reference === namesake(mine, conversation) ? mine.conversations.map(({ id }) => id) : [conversation]
    await put(conversation, found.id, 'person')
    showBar({ text: 'case.joined', undo: () => void takeApart(conversation, moved, reload) })
    reload()
    return null
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) return 'case.reference.unknown'
    failed(error)
    return null
  }
}

const namesake = ({ conversations }: Case, id: string): string | undefined =>
  conversations.find((talk) => talk.id === id)?.reference

const tried = async <T>(deed: () => Promise<T>): Promise<T | null> => {
  try {
    return await deed()
  } catch (error) {
    failed(error)
    return null
  }
}
const handoverOf = (id: string) => ({ params: { id } })

type Ask = Omit<In<'PUT /api/v1/conversations/:id/transfer'>['body'], 'id'>

/** The address of the page where the customer says yes or no; null when it could not be asked. */
export async function askHandover(conversation: string, wanted: Ask): Promise<string | null> {
  const body = { id: uuid7(), ...wanted }
  const asked = await tried(() => call('PUT /api/v1/conversations/:id/transfer', { ...handoverOf(conversation), body }))
  if (asked === null) return null
  showBar({ text: 'handover.asked', undo: () => void takeHandoverBack(conversation) })
  return asked.url
}
export async function takeHandoverBack(conversation: string): Promise<void> {
  const done = await tried(() => call('DELETE /api/v1/conversations/:id/transfer', handoverOf(conversation)))
  if (done !== null) showBar({ text: 'handover.takenBack' })
}
export async function takeHandover(conversation: string): Promise<void> {
  const done = await tried(() => call('PUT /api/v1/conversations/:id/transfer/taken', handoverOf(conversation)))
  if (done !== null) showBar({ text: 'handover.taken' })
}
