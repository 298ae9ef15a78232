import { call, type Out } from './api.ts'
import { assign, transfer } from './deeds.ts'
import { desk, takeRow } from './inbox.ts'
import { createStore } from './store.ts'

export type Board = Out<'GET /api/v1/board'>
export type BoardItem = Board['items'][number]
export type Wanted = { team?: string; brand?: string }

interface Shown {
  board: Board | null
  failed: boolean
  wanted: Wanted
}
export const board = createStore<Shown>({ board: null, failed: false, wanted: {} })

let asking = false
let again = false
let open = 0

/** Reads the board as it is now. What happens while it is read makes it read once more. */
export async function loadBoard(): Promise<void> {
  if (asking) {
    again = true
    return
  }
  asking = true
  const { wanted } = board.get()
  const answer = await call('GET /api/v1/board', { query: wanted }).catch(() => null)
  asking = false
  board.set((now) => (now.wanted === wanted ? { ...now, board: answer ?? now.board, failed: answer === null } : now))
  if (again || board.get().wanted !== wanted) {
    again = false
    await loadBoard()
  }
}

export function wantBoard(wanted: Wanted): void {
  board.set((now) => ({ ...now, wanted }))
  void loadBoard()
}

const GATHER_MS = 1_000
let soon: ReturnType<typeof setTimeout> | undefined
/** Something on it changed: read once for all that changes within a second, and only while somebody looks. */
export function boardTold(): void {
  if (open === 0 || soon !== undefined) return
  soon = setTimeout(() => {
    soon = undefined
    if (open > 0) void loadBoard()
  }, GATHER_MS)
}

const EVERY_MS = 15_000
/** While the board is on the screen. Work of other brands changes people's room and is told to nobody here: so it is read now and then. */
export function watchBoard(): () => void {
  open += 1
  void loadBoard()
  const timer = setInterval(() => void loadBoard(), EVERY_MS)
  return () => {
    open -= 1
    clearInterval(timer)
  }
}

/** Deeds need to know how the conversation was, so that they can be taken back. */
async function known(id: string): Promise<void> {
  if (desk.get().rows.has(id)) return
  const view = await call('GET /api/v1/conversations/:id', { params: { id }, query: {} }).catch(() => null)
  if (view !== null) takeRow(view.row)
}

/** Shown at once, as the server will say it a moment later. */
const move = (id: string, change: Partial<BoardItem>): void =>
  board.set((now) =>
    now.board === null
      ? now
      : {
          ...now,
          board: {
            ...now.board,
            items: now.board.items.map((item) => (item.id === id ? { ...item, ...change } : item)),
          },
        },
  )

export async function giveTo(item: BoardItem, agent: { id: string; name: string }): Promise<void> {
  if (item.agent === agent.id && item.state !== 'waiting') return
  await known(item.id)
  move(item.id, { agent: agent.id, state: 'assigned', offered: false })
  await assign(item.id, agent)
  boardTold()
}
export async function putInto(item: BoardItem, queue: { id: string; name: string }): Promise<void> {
  if (item.queue === queue.id && item.state === 'waiting') return
  await known(item.id)
  move(item.id, { agent: null, state: 'waiting', offered: false, queue: queue.id })
  await transfer(item.id, queue)
  boardTold()
}
