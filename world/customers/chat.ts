import type { ChatMessage, ChatState } from '#channels/contract'
import type { Survey } from '#voice/contract'
import { follow } from '../api/follow.ts'
import { idFrom, visitorTokenFrom } from '../ids.ts'
import type { World } from '../world.ts'
import type { Customer } from './person.ts'

/** A customer's window on one conversation, through the widget's own API. */
export interface Chat {
  readonly id: string
  readonly state: ChatState | null
  /** As the window shows them, oldest first. */
  readonly messages: readonly ChatMessage[]
  /** False when the app lets this window in no more. */
  readonly open: boolean
  begin(customer: Customer, text: string): Promise<void>
  /** Opens the window again; false when there is no such conversation. */
  resume(): Promise<boolean>
  write(text: string, picture?: { name: string; bytes: Uint8Array }): Promise<void>
  askForPerson(): Promise<void>
  /** Whether the window offers to take an address at all. */
  mayLeaveAddress(brand: string): Promise<boolean>
  /** What the window shows now was read; later answers go there by mail. */
  leaveAddress(email: string): Promise<void>
  survey(): Promise<Survey | null>
  rate(survey: string, score: number, comment: string | undefined): Promise<void>
  /** Resolves when anything was told, or after so many milliseconds of the world's time. */
  change(ms: number): Promise<void>
  leave(): void
}

/** How often a window without a stream asks. */
const ASK_EVERY_MS = 3_000

export function openChat(world: World, words: string): Chat {
  return new ChatWindow(world, words)
}

class ChatWindow implements Chat {
  readonly id: string
  state: ChatState | null = null
  open = true
  private readonly world: World
  private readonly words: string
  private readonly who: { bearer: string }
  private readonly known = new Map<string, ChatMessage>()
  private readonly closing = new AbortController()
  private news = Promise.withResolvers<void>()
  private asks: boolean
  private written = 0

  constructor(world: World, words: string) {
    this.world = world
    this.words = words
    this.id = idFrom(`${world.seed} conversation ${words}`)
    this.who = { bearer: visitorTokenFrom(`${world.seed} ${words}`) }
    this.asks = world.news === 'ask'
    world.signal.addEventListener('abort', () => this.leave(), { once: true })
  }

  get messages(): readonly ChatMessage[] {
    return [...this.known.values()].filter(({ deletedAt }) => deletedAt === null).sort((a, b) => a.seq - b.seq)
  }

  async begin(customer: Customer, text: string): Promise<void> {
    const { brand, lang, name } = customer
    const message = { id: this.nextId(), text }
    const body = { id: this.id, token: this.who.bearer, brand, lang, name, message, page: `/b/${brand}/help` }
    this.world.figures.messages++
    this.started(await this.world.api.call('POST /api/v1/chat/conversations', null, { body }))
  }

  async resume(): Promise<boolean> {
    const answer = await this.world.api.call('GET /api/v1/chat/conversation', this.who, {}).catch(() => null)
    if (answer !== null) this.started(answer)
    return answer !== null
  }

  async write(text: string, picture?: { name: string; bytes: Uint8Array }): Promise<void> {
    const { api, figures } = this.world
    const id = this.nextId()
    const attachments = picture === undefined ? [] : [idFrom(`${id} file`)]
    for (const file of attachments) {
      await api.upload(`/api/v1/chat/uploads?id=${file}`, this.who, {
        name: '',
        bytes: new Uint8Array(),
        ...picture,
        mime: 'image/png',
      })
    }
    const body = { id, text, ...(attachments.length > 0 && { attachments }) }
    this.learn(await api.call('POST /api/v1/chat/messages', this.who, { body }))
    figures.messages++
  }

  async askForPerson(): Promise<void> {
    this.state = await this.world.api.call('PUT /api/v1/chat/person', this.who, {})
  }

  async mayLeaveAddress(brand: string): Promise<boolean> {
    const { answersByMail } = await this.world.api.call('GET /api/v1/chat/brands/:slug', null, {
      params: { slug: brand },
    })
    return answersByMail
  }

  async leaveAddress(email: string): Promise<void> {
    const seq = this.messages.at(-1)?.seq ?? 0
    await this.world.api.call('PUT /api/v1/chat/read', this.who, { body: { seq } })
    this.state = await this.world.api.call('PUT /api/v1/chat/address', this.who, { body: { email } })
  }

  async survey(): Promise<Survey | null> {
    return (await this.world.api.call('GET /api/v1/chat/survey', this.who, {})).survey
  }

  async rate(survey: string, score: number, comment: string | undefined): Promise<void> {
    const body = comment === undefined ? { score } : { score, comment }
    await this.world.api.call('PUT /api/v1/chat/survey/:id', this.who, { params: { id: survey }, body })
    this.world.figures.ratings.push(score)
  }

  async change(ms: number): Promise<void> {
    const { clock } = this.world
    if (!this.asks) return Promise.race([this.news.promise, clock.wait(ms, this.closing.signal)])
    const until = clock.now() + ms
    const before = this.lastRevs()
    while (this.open && clock.now() < until) {
      await clock.wait(Math.min(ASK_EVERY_MS, until - clock.now()), this.closing.signal)
      await this.refresh()
      if (this.lastRevs() !== before) return
    }
  }

  leave(): void {
    this.open = false
    this.closing.abort()
    this.tell()
  }

  private nextId(): string {
    return idFrom(`${this.words} ${this.id} message ${this.known.size}.${this.written++}`)
  }

  private started(answer: { state: ChatState; messages: ChatMessage[]; live: string }): void {
    this.take(answer)
    if (!this.asks) void this.followFrom(answer.live)
  }

  private async followFrom(after: string): Promise<void> {
    const { api, clock } = this.world
    const end = await follow({
      api,
      clock,
      who: this.who,
      path: '/api/v1/chat/stream',
      after,
      signal: this.closing.signal,
      onFrame: (event, data) => this.hear(event, data),
    })
    if (end === 'full') this.asks = true
    if (end === 'refused') this.leave()
    if (end === 'fetch-again') await this.resume()
    this.tell()
  }

  private hear(event: string, data: unknown): void {
    const row: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'row') : undefined
    // The rows of a visitor's stream are what the contract says; the app checks that itself.
    if (event === 'message' && row !== undefined) this.learn(row as ChatMessage)
    if (event === 'chat' && row !== undefined) this.state = row as ChatState
    if (event !== 'hello' && event !== 'whisper') this.tell()
  }

  private async refresh(): Promise<void> {
    const answer = await this.world.api.call('GET /api/v1/chat/conversation', this.who, {}).catch(() => null)
    if (answer !== null) this.take(answer)
  }

  private take(answer: { state: ChatState; messages: ChatMessage[] }): void {
    this.state = answer.state
    for (const message of answer.messages) this.learn(message)
    this.tell()
  }

  private learn(message: ChatMessage): void {
    if ((this.known.get(message.id)?.rev ?? -1) < message.rev) this.known.set(message.id, message)
  }

  private lastRevs(): string {
    return `${this.state?.rev} ${this.messages.at(-1)?.seq}`
  }

  private tell(): void {
    this.news.resolve()
    this.news = Promise.withResolvers<void>()
  }
}
