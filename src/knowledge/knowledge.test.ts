import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { brandById } from '#people'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'
import type { Article, CannedResponse } from './contract.ts'
import {
  articleAndNear,
  articleBySlug,
  findAnswers,
  likelyArticles,
  listPublished,
  openKnowledge,
  voteHelpful,
} from './index.ts'

let the: Care
let editor: Person
let foreigner: Person
beforeAll(async () => {
  the = await care({ modules: [openKnowledge] })
  const rights = ['article.read', 'article.manage', 'canned.read', 'canned.manage', 'conversation.read']
  editor = await the.allowed(rights, { brand: the.lumo })
  foreigner = await the.allowed(rights, { brand: the.vela })
})
afterAll(() => the.app.stop())

type Values = Omit<
  Article,
  'id' | 'html' | 'published' | 'publishedAt' | 'updatedAt' | 'author' | 'helpful' | 'href' | 'rev'
>
const values = (key: string, more: Partial<Values> = {}): Values => ({
  brand: the.lumo,
  key,
  lang: 'fr',
  title: `Titre ${key}`,
  slug: key,
  summary: 'En bref',
  body: `Texte **${key}**`,
  keywords: [],
  questions: [],
  likely: false,
  ...more,
})

async function ask<T = Article>(
  who: Person,
  method: string,
  path: string,
  json?: object,
): Promise<{ status: number; body: T & { code?: string } }> {
  const answer = await the.app.fetch(path, { method, json, session: who.session })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
}
const write = (key: string, more?: Partial<Values>, who = editor) => {
  const id = newId()
  return ask(who, 'POST', '/api/v1/articles', { id, ...values(key, more) })
}
async function published(key: string, more?: Partial<Values>): Promise<Article> {
  const { body } = await write(key, more)
  return (await ask(editor, 'PUT', `/api/v1/articles/${body.id}/publication`)).body
}
const db = () => the.app.app.database.db
async function lumo() {
  const brand = await brandById(db(), the.lumo)
  if (brand === null) throw new Error('no brand')
  return brand
}

async function vela() {
  const brand = await brandById(db(), the.vela)
  if (brand === null) throw new Error('no brand')
  return brand
}

describe('an article', () => {
  test('is a draft until it is published; both are told once', async () => {
    const id = newId()
    const body = { id, ...values('first', { body: 'Bonjour <script>alert(1)</script> **vous**' }) }
    const written = await ask(editor, 'POST', '/api/v1/articles', body)
    expect(written).toMatchObject({
      status: 200,
      body: { id, published: false, publishedAt: null, href: '/b/lumo/help/first', rev: 1 },
    })
    expect(written.body.html).toContain('<strong>vous</strong>')
    expect(written.body.html).not.toContain('<script')
    expect((await ask(editor, 'POST', '/api/v1/articles', body)).body.rev).toBe(1)
    expect(await articleBySlug(the.app.app.database, await lumo(), 'fr', 'first')).toBeNull()

    const path = `/api/v1/articles/${id}/publication`
    expect((await ask(editor, 'PUT', path)).body).toMatchObject({ published: true, rev: 2 })
    expect((await ask(editor, 'PUT', path)).body.rev).toBe(2)
    expect(await articleBySlug(the.app.app.database, await lumo(), 'fr', 'first')).toMatchObject({
      id,
      title: 'Titre first',
    })
    expect((await ask(editor, 'DELETE', path)).body).toMatchObject({ published: false, rev: 3 })
    expect(await articleBySlug(the.app.app.database, await lumo(), 'fr', 'first')).toBeNull()
    expect(await told(id)).toEqual(['article.written', 'article.published', 'article.unpublished'])
  })
  test('a taken slug, another text under the same id and another brand are refused', async () => {
    const { body } = await write('second')
    expect((await write('other', { slug: 'second' })).body).toMatchObject({ code: 'conflict' })
    expect(
      (await ask(editor, 'POST', '/api/v1/articles', { id: body.id, ...values('second', { title: 'X' }) })).body.code,
    ).toBe('id_reused')
    expect(
      (await ask(editor, 'PUT', `/api/v1/articles/${body.id}`, values('second', { brand: the.vela }))).body.code,
    ).toBe('invalid_input')
    expect(
      (await ask(editor, 'PUT', `/api/v1/articles/${body.id}`, values('second', { title: 'Neuf' }))).body,
    ).toMatchObject({ title: 'Neuf', rev: 2 })
  })
  test('belongs to its brand: others neither see nor change it', async () => {
    const { body } = await write('third')
    const path = `/api/v1/articles/${body.id}`
    expect((await ask(foreigner, 'GET', path)).status).toBe(404)
    expect((await ask(foreigner, 'PUT', path, values('third'))).status).toBe(404)
    expect((await ask(foreigner, 'PUT', `${path}/publication`)).status).toBe(404)
    expect((await ask(foreigner, 'DELETE', path)).status).toBe(404)
    expect((await write('fourth', {}, foreigner)).status).toBe(404)
    const seen = await ask<{ items: Article[] }>(foreigner, 'GET', '/api/v1/articles')
    expect(seen.body.items).toEqual([])
    expect((await ask(editor, 'DELETE', path)).status).toBeLessThan(300)
    expect((await ask(editor, 'GET', path)).status).toBe(404)
  })
  test('is found by its words, and pages go on without gap or repeat', async () => {
    const { body } = await write('hotspot', {
      title: 'Partager ma connexion',
      questions: ['utiliser mon téléphone comme modem'],
    })
    await the.settle()
    const found = await ask<{ items: Article[] }>(editor, 'GET', '/api/v1/articles?q=modems')
    expect(found.body.items.map(({ id }) => id)).toEqual([body.id])
    const all = await ask<{ items: Article[] }>(editor, 'GET', '/api/v1/articles')
    const seen: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { body: { items: Article[]; next: string | null } } = await ask(
        editor,
        'GET',
        `/api/v1/articles?limit=2${after === '' ? '' : `&after=${after}`}`,
      )
      seen.push(...page.body.items.map(({ id }) => id))
      after = page.body.next
    }
    expect(seen).toEqual(all.body.items.map(({ id }) => id))
  })
})

async function told(id: string): Promise<string[]> {
  const { rows } = await the.app.app.database.pool.query<{ name: string }>(
    `select name from kernel.event where subject = $1 order by seq`,
    [id],
  )
  return rows.map(({ name }) => name)
}

describe('customers', () => {
  test('get what is published, in their language or the next one of the brand', async () => {
    await published('roaming', { title: 'Voyager', likely: true, questions: ['payer plus à l’étranger'] })
    await published('roaming', {
      lang: 'nl',
      slug: 'roaming-nl',
      title: 'Op reis',
      likely: true,
      questions: ['internet in het buitenland'],
    })
    await published('voicemail', { title: 'Répondeur', questions: ['désactiver mon répondeur'] })
    const brand = await lumo()
    const listed = await listPublished(db(), brand, 'nl')
    expect(listed.map(({ key, lang }) => [key, lang])).toEqual([
      ['roaming', 'nl'],
      ['voicemail', 'fr'],
    ])
    expect((await likelyArticles(db(), { brand, lang: 'nl', limit: 3 })).map(({ title }) => title)).toEqual(['Op reis'])
    expect(
      (await articleBySlug(the.app.app.database, brand, 'nl', 'roaming'))?.translations.map(({ lang, href }) => [
        lang,
        href,
      ]),
    ).toEqual([
      ['nl', '/b/lumo/help/roaming-nl'],
      ['fr', '/b/lumo/help/roaming'],
    ])
    const answer = async (q: string, lang: string) => (await findAnswers(db(), { brand, lang, q, limit: 3 }))[0]
    expect(await answer('hoe werkt internet in het buitenland', 'nl')).toMatchObject({
      title: 'Op reis',
      lang: 'nl',
      sure: true,
    })
    expect(await answer('désactiver le répondeur', 'nl')).toMatchObject({ title: 'Répondeur', lang: 'fr' })
    expect(await answer('???', 'nl')).toBeUndefined()
  })
  test('read what is published now, however often it was read before, and what is near it', async () => {
    const fibre = await published('fibre', { title: 'Installer la fibre', summary: 'Avant' })
    const other = await published('fibre-2', { title: 'La fibre est coupée' })
    const brand = await lumo()
    const read = async (slug = 'fibre') => {
      const found = await articleAndNear(the.app.app.database, { brand, lang: 'fr', slug, near: 3 })
      return found && [found.article.title, found.near.some(({ id }) => id === other.id)]
    }
    expect(await read()).toEqual(['Installer la fibre', true])
    expect(await read()).toEqual(['Installer la fibre', true])
    expect(
      await articleAndNear(the.app.app.database, { brand: await vela(), lang: 'fr', slug: 'fibre', near: 3 }),
    ).toBe(null)

    const path = `/api/v1/articles/${fibre.id}`
    await ask(editor, 'PUT', path, values('fibre', { title: 'La fibre chez vous', slug: 'fibre-chez-vous' }))
    expect([await read(), await read('fibre-chez-vous')]).toEqual([null, ['La fibre chez vous', true]])
    await ask(editor, 'DELETE', `/api/v1/articles/${other.id}/publication`)
    expect(await read('fibre-chez-vous')).toEqual(['La fibre chez vous', false])
    await ask(editor, 'DELETE', `${path}/publication`)
    expect(await read('fibre-chez-vous')).toBeNull()
    await ask(editor, 'PUT', `${path}/publication`)
    expect(await read('fibre-chez-vous')).toEqual(['La fibre chez vous', false])
    await ask(editor, 'DELETE', path)
    expect(await read('fibre-chez-vous')).toBeNull()
  })
  test('a crowd that reads at once reads what each would read alone, of its own brand, and as it is now', async () => {
    const brands = [await lumo(), await vela()] as const
    const article = await published('crowd', { title: 'La foule' })
    const theirs = (await write('crowd', { brand: the.vela, title: 'Les autres' }, foreigner)).body
    await ask(foreigner, 'PUT', `/api/v1/articles/${theirs.id}/publication`)
    // The same number for both, so that nothing but the brand keeps them apart.
    await the.app.app.database.pool.query('update knowledge.edition set n = 900')
    const crowd = async () => {
      const asked = Array.from({ length: 30 }, (_, n) => brands[n % 2] ?? brands[0])
      const found = asked.map((brand) => articleBySlug(the.app.app.database, brand, 'fr', 'crowd'))
      return new Set((await Promise.all(found)).map((one, n) => `${n % 2} ${one?.title}`))
    }
    for (const _ of ['read', 'kept']) expect(await crowd()).toEqual(new Set(['0 La foule', '1 Les autres']))
    await ask(foreigner, 'PUT', `/api/v1/articles/${theirs.id}`, values('crowd', { brand: the.vela, title: 'Eux' }))
    expect(await crowd()).toEqual(new Set(['0 La foule', '1 Eux']))
    await ask(editor, 'PUT', `/api/v1/articles/${article.id}`, values('crowd', { title: 'Nous' }))
    expect(await crowd()).toEqual(new Set(['0 Nous', '1 Eux']))
  })
  test('say whether it helped: once a day each, and not fifty times', async () => {
    const { id } = await published('sim')
    const vote = (visitorKey: string, helpful: boolean, articleId = id) =>
      the.app.app.database.transaction('anyone', (tx) =>
        voteHelpful(tx, { brand: the.lumo, articleId, visitorKey, helpful }),
      )
    await vote('a', true)
    await vote('a', false)
    await vote('b', true)
    expect((await ask(editor, 'GET', `/api/v1/articles/${id}`)).body.helpful).toEqual({ yes: 1, no: 1 })
    await expect(vote('a', true, newId())).rejects.toMatchObject({ code: 'not_found' })
    await fiftyOtherVotes(id)
    await expect(vote('b', false, (await published('sim-2')).id)).rejects.toMatchObject({ code: 'too_many_requests' })
    await expect(vote('c', false, (await published('sim-3')).id)).resolves.toBeUndefined()
  })
})

/** Whoever judged this article has judged fifty more today. */
async function fiftyOtherVotes(id: string): Promise<void> {
  const { pool } = the.app.app.database
  await pool.query(
    `insert into knowledge.article (id, brand_id, key, lang, title, slug, body, html, baked_by, written_by, created_at, updated_at)
     select gen_random_uuid(), brand_id, 'many-' || n, lang, title, 'many-' || n, body, html, baked_by, written_by, created_at, updated_at
     from knowledge.article, generate_series(1, 50) n where id = $1`,
    [id],
  )
  await pool.query(
    `insert into knowledge.vote select a.id, v.voter, v.day, true from knowledge.vote v, knowledge.article a
     where v.article_id = $1 and a.slug like 'many-%'`,
    [id],
  )
}

describe('canned responses', () => {
  const canned = (more: object = {}) => ({
    id: newId(),
    brand: the.lumo,
    shortcut: 'hello',
    lang: 'fr',
    title: 'Salutation',
    text: 'Bonjour {{contact.firstName}}, ici {{agent.firstName}} ({{brand.name}}, {{conversation.reference}}). {{ order.number }}',
    ...more,
  })
  const create = (more?: object, who = editor) =>
    ask<CannedResponse>(who, 'POST', '/api/v1/canned-responses', canned(more))
  let amina: Visitor

  test('are filled for a conversation on the server, name what they cannot fill, and count their uses', async () => {
    amina = await the.visitor('Bonjour', { name: 'Amina Cherif' })
    const advisor = await the.person({ role: 'advisor', brand: the.lumo })
    const { body } = await create()
    const path = `/api/v1/conversations/${amina.id}/canned-responses/${body.id}`
    const filled = await ask<{ text: string; unknown: string[] }>(advisor, 'GET', path)
    const { reference } = await amina.state()
    expect(filled.body).toEqual({
      text: `Bonjour Amina, ici Eva (LUMO, ${reference}). {{ order.number }}`,
      unknown: ['order.number'],
    })
    const list = await ask<{ items: CannedResponse[] }>(advisor, 'GET', '/api/v1/canned-responses?q=hel')
    expect(list.body.items).toMatchObject([{ id: body.id, uses: 1 }])
    expect((await ask(foreigner, 'GET', path)).status).toBe(404)
  })
  test('a shortcut is one in a language; what serves every brand needs the right in every brand', async () => {
    expect((await create()).body.code).toBe('conflict')
    expect((await create({ lang: 'nl' })).status).toBe(200)
    expect((await create({ brand: null, shortcut: 'bye' })).body.code).toBe('not_allowed')
    const { body } = await create({ brand: null, shortcut: 'bye' }, the.admin)
    const seen = await ask<{ items: CannedResponse[] }>(foreigner, 'GET', '/api/v1/canned-responses')
    expect(seen.body.items.map(({ id }) => id)).toEqual([body.id])
    expect((await ask(editor, 'DELETE', `/api/v1/canned-responses/${body.id}`)).status).toBe(403)
    expect((await ask(the.admin, 'DELETE', `/api/v1/canned-responses/${body.id}`)).status).toBeLessThan(300)
  })
})
