import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/source/root.ts'
import { startApp } from '../support/app.ts'

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('surfaces/'))
  .map((path) => ({ path, text: readFileSync(join(root, 'src', path), 'utf8') }))

/** Reached by hot statements and the migrator only, which name no types. */
const UNTYPED = ['migration', 'event', 'log_head', 'lane', 'cursor', 'parked', 'audit_head', 'idempotency'].map(
  (name) => `kernel.${name}`,
)
/** Declared before somebody says them: what listens must not change when channels beyond the web come. */
const AHEAD = ['conversation.repointed', 'identity.added']
/** Rows that are told to one person only, by their own id; nobody is granted it. */
const OWN = ['notice.own']

const moduleOf = (path: string): string => path.split('/')[0] ?? ''
const blocks = (text: string, head: RegExp): string[] =>
  [...text.matchAll(head)].map((match) => bodyAt(text, match.index + match[0].length))

/** What stands between the brace before `from` and its partner. */
function bodyAt(text: string, from: number): string {
  for (let at = from, depth = 1; at < text.length; at++) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return text.slice(from, at)
  }
  return text.slice(from)
}

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '')

interface Declared {
  name: string
  path: string
}
const declared = (what: 'EventMap' | 'Tables'): Declared[] =>
  files.flatMap(({ path, text }) =>
    blocks(withoutComments(text), new RegExp(`interface ${what} \\{`, 'g')).flatMap((body) =>
      [...body.matchAll(/^\s*'([a-z_-]+\.[a-z_-]+)':/gm)].map(([, name = '']) => ({ name, path })),
    ),
  )

test('every table of the database is typed by the module whose schema it is in, and every typed table is there', async () => {
  await using the = await startApp()
  const { rows } = await the.app.database.pool.query<{ name: string }>(
    `select t.table_schema || '.' || t.table_name as name from information_schema.tables t
     join pg_class c on c.relname = t.table_name and c.relnamespace = t.table_schema::regnamespace
     where t.table_type = 'BASE TABLE' and t.table_schema not in ('pg_catalog', 'information_schema', 'public') and not c.relispartition`,
  )
  const typed = declared('Tables')
  expect(rows.length).toBeGreaterThan(40)
  const there = new Set(rows.map(({ name }) => name))
  expect(
    rows.map(({ name }) => name).filter((name) => !typed.some((one) => one.name === name) && !UNTYPED.includes(name)),
    'not typed',
  ).toEqual([])
  expect(
    typed.filter(({ name }) => !there.has(name)).map(({ name }) => name),
    'not in the database',
  ).toEqual([])
  expect(
    typed.filter(({ name, path }) => name.split('.')[0] !== moduleOf(path)?.replaceAll('-', '_')),
    'typed by another module',
  ).toEqual([])
})

test('every event is announced by the module that declares it, and heard of nowhere else', () => {
  const events = declared('EventMap')
  expect(events.length).toBeGreaterThan(40)
  const unsaid = events.filter(({ name, path }) => {
    const mine = files.filter((file) => moduleOf(file.path) === moduleOf(path) && file.path !== path)
    return !mine.some(({ text }) => text.includes(`'${name}'`))
  })
  expect(unsaid.map(({ name }) => name)).toEqual(AHEAD)
})

test('every route of a contract is served, and nothing is registered that no module declares', async () => {
  await using the = await startApp()
  const { routes, handlers, lines, facts, lives, permissions } = the.app.registered
  const promised = files
    .filter(({ path }) => path.endsWith('contract.ts'))
    .flatMap(({ text }) =>
      [...text.matchAll(/^ {2}'((?:GET|POST|PUT|PATCH|DELETE) \/[^']+)': \{/gm)].map(([, key]) => key),
    )
  expect(promised.length).toBeGreaterThan(80)
  expect(promised.filter((key) => ![...routes.keys()].some((known) => known === key))).toEqual([])
  const known = new Set(declared('EventMap').map(({ name }) => name))
  const named = [
    ...[...handlers.values()].map(({ event }) => event),
    ...lines.keys(),
    ...facts.keys(),
    ...[...lives.values()].flatMap(({ on }) => Object.keys(on)),
  ]
  expect(named.filter((name) => !known.has(name))).toEqual([])
  const asked = [...lives.values()].map(({ permission }) => permission)
  expect(asked.filter((permission) => !permissions.has(permission) && !OWN.includes(permission))).toEqual([])
})

/** One that is not exported through its module's routes, jobs or handlers can never be performed. */
test('every verb file is reached from its module', () => {
  const unreached = files
    .filter(
      ({ path, text }) =>
        !/(^|\/)(index|module|contract|events|tables)\.ts$/.test(path) && /^export /m.test(text) && path.includes('/'),
    )
    .filter(({ path }) => !/^(cli|kernel)\//.test(path))
    .filter(({ path }) => {
      const name = `/${path.split('/').at(-1)}'`
      return !files.some((file) => file.path !== path && file.text.includes(name))
    })
  expect(unreached.map(({ path }) => path)).toEqual([])
})
