import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, system } from '#kernel/access'
import { turnableClock } from '#kernel/clock'
import { type Database, openDatabase, sql } from '#kernel/db'
import { type BrandId, newId } from '#kernel/ids'
import type { Context, SearchKind } from '#kernel/registry'
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts'
import { indexDocuments, removeDocuments, search } from './index.ts'
import { snippet } from './snippet.ts'

type Document = Awaited<ReturnType<SearchKind['load']>>[number]

const log = { debug() {}, info() {}, warn() {}, error() {} }
const clock = turnableClock('2026-03-02T09:00:00Z')
const brand: BrandId = newId()
const documents = new Map<string, Document>()
const kindOf = (kind: string): SearchKind => ({
  kind,
  permission: `${kind}.read`,
  load: async (_, ids) => ids.flatMap((id) => documents.get(id) ?? []),
  on: {},
})
const article = kindOf('article')
const talk = kindOf('talk')
let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  database = await openDatabase({ config: { databaseUrl: fresh.url, dataDir: '' }, clock, log })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})
beforeEach(async () => {
  documents.clear()
  await sql`truncate kernel.search_document`.execute(database.db)
})

async function write(document: Partial<Document>, kind = article): Promise<string> {
  const id = document.id ?? newId()
  documents.set(id, { id, brand, scopes: [], lang: 'en', title: 'untitled', text: '', ...document })
  await database.transaction('system', (tx) => indexDocuments(tx, kind, new Map([[id, clock.now()]])))
  return id
}
const searchables = new Map([article, talk].map((kind) => [kind.kind, kind]))
const find = async (
  q: string,
  options: { actor?: Actor; lang?: string; kinds?: string[]; limit?: number; brand?: BrandId } = {},
) => {
  const { actor = system, kinds = ['article'], limit = 10, ...rest } = options
  const ctx = { db: database.db, actor, app: { registered: { searchables } } } as unknown as Context
  return (await search(ctx, { kinds, q, limit, ...rest })).map((hit) => hit.title)
}

describe('words', () => {
  test.each([
    ['pl', 'Jak zapłacić fakturę', 'faktury'],
    ['pl', 'Twoja umowa', 'umów'],
    ['pl', 'Twoja płatność', 'platnosci'],
    ['ar', 'كيف أدفع الفاتورة', 'فواتير'],
    ['ar', 'أسعار الباقات', 'باقة'],
    ['fr', 'Résilier mon forfait', 'résiliation forfaits'],
    ['nl', 'Uw facturen bekijken', 'factuur'],
    ['es', 'Cancelar la línea', 'cancelación lineas'],
    ['ro', 'Numărul de pe factură', 'facturile'],
    ['en', 'Understand your bills', 'bill'],
  ])('%s: "%s" is found by "%s", said or unsaid the language', async (lang, title, q) => {
    await write({ lang, title })
    expect(await find(q, { lang })).toEqual([title])
    expect(await find(q)).toEqual([title])
    expect(await find('router')).toEqual([])
  })

  test('all words must be there; the title counts more than the text; then the newest', async () => {
    await write({ title: 'Phones', text: 'roaming and bills' })
    clock.advance({ minutes: 1 })
    await write({ title: 'Roaming', text: 'abroad' })
    clock.advance({ minutes: 1 })
    await write({ title: 'Tablets', text: 'roaming and bills' })
    expect(await find('roaming')).toEqual(['Roaming', 'Tablets', 'Phones'])
    expect(await find('roaming bill')).toEqual(['Tablets', 'Phones'])
  })

  test('the last word may be half typed, from four letters on', async () => {
    await write({ title: 'Subscription' })
    expect(await find('subs')).toEqual(['Subscription'])
    expect(await find('sub')).toEqual([])
    expect(await find('subs phone')).toEqual([])
  })

  test('a reference is found however it is joined, an id by itself', async () => {
    const id = await write({ title: 'Late parcel', text: 'see INV-2026/0012' })
    for (const q of ['INV-2026/0012', 'inv-2026-0012', 'INV20260012', '0012', id])
      expect(await find(q), q).toEqual(['Late parcel'])
    expect(await find(newId())).toEqual([])
    expect(await find('INV-2026/0013')).toEqual([])
  })

  test.each(["' & | ! ( ) : * \\", "o'neill \\", '', '   ', '😀', "'':A"])(
    'whatever is typed is words: %s',
    async (q) => {
      await write({ title: `It's \\ a 'quoted' title`, text: "':1A & \\'" })
      expect(await find(q)).toEqual([])
      expect(await find("quoted' & (")).toHaveLength(1)
    },
  )

  test('a very common word is answered by the newest', async () => {
    const ids = Array.from({ length: 2100 }, () => newId())
    for (const [i, id] of ids.entries())
      documents.set(id, { id, brand, scopes: [], lang: 'en', title: `internet ${i}`, text: '' })
    await database.transaction('system', (tx) =>
      indexDocuments(tx, article, new Map(ids.map((id) => [id, clock.now()]))),
    )
    clock.advance({ minutes: 1 })
    await write({ title: 'internet newest' })
    expect((await find('internet', { limit: 3 }))[0]).toBe('internet newest')
    expect(await find('internet', { limit: 3 })).toHaveLength(3)
  })
})

describe('rights', () => {
  const eva = (permission: string, scope: string): Actor => ({
    kind: 'agent',
    realm: 'staff',
    id: newId(),
    name: 'Eva',
    sessionId: 's',
    grants: [{ permission, brand, scope }],
  })

  test('only what one may see, by permission, brand and scope', async () => {
    await write({ title: 'secret', scopes: ['queue:a'] })
    expect(await find('secret', { actor: eva('article.read', 'queue:a') })).toEqual(['secret'])
    expect(await find('secret', { actor: eva('article.read', 'queue:b') })).toEqual([])
    expect(await find('secret', { actor: eva('talk.read', 'queue:a') })).toEqual([])
    expect(
      await find('secret', { actor: { ...system, grants: [{ permission: '*', brand: newId(), scope: '*' }] } }),
    ).toEqual([])
  })

  test('rights taken away count at once, before the index has followed', async () => {
    const id = await write({ title: 'moved', scopes: ['queue:a'] })
    documents.set(id, { id, brand, scopes: ['queue:b'], lang: 'en', title: 'moved', text: '' })
    expect(await find('moved', { actor: eva('article.read', 'queue:a') })).toEqual([])
  })

  test('only the kinds and the brand asked for', async () => {
    await write({ title: 'same word' })
    await write({ title: 'same word, said' }, talk)
    expect(await find('same')).toEqual(['same word'])
    expect(await find('same', { kinds: ['talk'] })).toEqual(['same word, said'])
    expect(await find('same', { kinds: ['unknown'] })).toEqual([])
    expect(await find('same', { brand: newId() })).toEqual([])
  })
})

describe('change', () => {
  test('new words find it, old words no more', async () => {
    const id = await write({ title: 'router' })
    await write({ id, title: 'modem' })
    expect(await find('router')).toEqual([])
    expect(await find('modem')).toEqual(['modem'])
  })

  test('what is gone leaves no row', async () => {
    const id = await write({ title: 'gone' })
    const erased = await write({ title: 'erased' })
    documents.clear()
    await database.transaction('system', async (tx) => {
      await indexDocuments(tx, article, new Map([[id, clock.now()]]))
      await removeDocuments(tx, 'article', [erased])
    })
    expect((await sql`select 1 from kernel.search_document`.execute(database.db)).rows).toEqual([])
  })
})

test('a snippet shows the place, in the language of the text', () => {
  const text = `${'Dzień dobry. '.repeat(30)}Proszę o fakturę za marzec. ${'Dziękuję. '.repeat(30)}`
  expect(snippet(text, 'pl', 'faktury')).toMatch(/^… .*Proszę o fakturę za marzec.* …$/)
  expect(snippet('short', 'en', 'nothing')).toBe('short')
})
