import { uuid7 } from '../../shared/uuid7.ts'
import { call, type In, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { deliver } from '../state/outbox.ts'

export type ReviewRow = Out<'GET /api/v1/reviews'>['items'][number]
export type Review = Out<'GET /api/v1/reviews/:id'>
export type Score = Review['scores'][number]
export type Criterion = Review['criteria'][number]
export type CoachingNote = Out<'GET /api/v1/coaching-notes'>['items'][number]
export type NoteWords = In<'PUT /api/v1/coaching-notes/:id'>['body']
export type DropWhy = NonNullable<Review['dropWhy']>

const at = (id: string) => ({ params: { id } })
const say = <T>(id: string, deed: () => Promise<T>): Promise<T> => deliver(`review:${id}`, deed)

/** These throw: the sheet keeps what was typed and says what went wrong. */
export const score = (id: string, body: In<'PUT /api/v1/reviews/:id/score'>['body']): Promise<Review> =>
  say(id, () => call('PUT /api/v1/reviews/:id/score', { ...at(id), body }))
export const settle = (id: string, body: In<'PUT /api/v1/reviews/:id/settlement'>['body']): Promise<Review> =>
  say(id, () => call('PUT /api/v1/reviews/:id/settlement', { ...at(id), body }))
export const answer = (id: string, body: In<'PUT /api/v1/reviews/:id/answer'>['body']): Promise<Review> =>
  say(id, () => call('PUT /api/v1/reviews/:id/answer', { ...at(id), body }))

export const see = (id: string): void =>
  void say(id, () => call('PUT /api/v1/reviews/:id/seen', at(id))).catch(() => undefined)

export async function drop(id: string, why: DropWhy): Promise<boolean> {
  const restore = () => void say(id, () => call('DELETE /api/v1/reviews/:id/drop', at(id))).catch(failed)
  try {
    await say(id, () => call('PUT /api/v1/reviews/:id/drop', { ...at(id), body: { why } }))
    showBar({ text: 'review.dropped', undo: restore })
    return true
  } catch (error) {
    failed(error)
    return false
  }
}
export const restore = (id: string): Promise<void> =>
  say(id, () => call('DELETE /api/v1/reviews/:id/drop', at(id))).then(
    () => void showBar({ text: 'review.restored' }),
    failed,
  )

export const pick = (conversation: string, agent: string, form: string): Promise<Review> => {
  const review = uuid7()
  const params = { id: conversation, review }
  return say(review, () => call('PUT /api/v1/conversations/:id/reviews/:review', { params, body: { agent, form } }))
}

const putNote = (id: string, body: NoteWords) =>
  say(id, () => call('PUT /api/v1/coaching-notes/:id', { ...at(id), body }))
const wordsOf = ({ agent, brand, review, text, dueOn }: CoachingNote): NoteWords => ({
  agent: agent.id,
  brand,
  review,
  text,
  dueOn,
})

/** Throws; undo takes a new one back, and gives an old one its words again. */
export async function writeNote(id: string, body: NoteWords, before: CoachingNote | null): Promise<void> {
  await putNote(id, body)
  const back = () => (before === null ? takeBack(id) : putNote(id, wordsOf(before)))
  showBar({ text: 'coaching.saved', undo: () => void back().catch(failed) })
}
const takeBack = (id: string) => say(id, () => call('DELETE /api/v1/coaching-notes/:id', at(id)))

export async function removeNote(note: CoachingNote): Promise<void> {
  try {
    await takeBack(note.id)
    showBar({ text: 'coaching.removed', undo: () => void putNote(note.id, wordsOf(note)).catch(failed) })
  } catch (error) {
    failed(error)
  }
}

export async function tick(id: string, done: boolean): Promise<void> {
  const put = (is: boolean) =>
    say(id, () =>
      is ? call('PUT /api/v1/coaching-notes/:id/done', at(id)) : call('DELETE /api/v1/coaching-notes/:id/done', at(id)),
    )
  try {
    await put(done)
    showBar({ text: done ? 'coaching.done' : 'coaching.undone', undo: () => void put(!done).catch(failed) })
  } catch (error) {
    failed(error)
  }
}
