// How well mail is understood, on the material in ../shared/email when it is there: node bench/mail-understood.ts [--half dev|held] [--misses]
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MailUnderstood, understandMail, understandText } from '#channels'

const ROOT = new URL('../../shared/email/', import.meta.url).pathname
/** Chosen by the name's hash, so that nobody chose: rules are made on one half and looked at on the other at the end. */
const isDev = (name: string): boolean => (createHash('sha1').update(name).digest()[0] ?? 0) % 2 === 0
const folded = (text: string): string => text.replace(/\s+/g, ' ').trim()

interface Case {
  task: string
  name: string
  right: boolean
  said: string
  wanted: string
}

interface Expected {
  dsn: string
  hard: boolean
  feedback?: string
  reason: string
}

const times: number[] = []
function timed<T>(run: () => T): T {
  const before = process.cpuUsage()
  const result = run()
  const { user, system } = process.cpuUsage(before)
  times.push((user + system) / 1000)
  return result
}

const read = (path: string): MailUnderstood => timed(() => understandMail(readFileSync(join(ROOT, path))))
const files = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()

function replies(): Case[] {
  const trimmed = files('reply-trim', 'input.txt').map((path) => {
    const folder = join(ROOT, 'reply-trim', path, '..')
    const said = timed(() => understandText(readFileSync(join(folder, 'input.txt'), 'utf8'))).visible
    return { name: path, said, wanted: readFileSync(join(folder, 'visible.txt'), 'utf8') }
  })
  const standard = files('talon/standard_replies', '.eml').map((path) => ({
    name: path,
    said: read(join('talon/standard_replies', path)).visible,
    wanted: 'Hello',
  }))
  const html = files('talon/html_replies', '.html').map((path) => {
    const mail = `Content-Type: text/html; charset=utf-8\n\n${readFileSync(join(ROOT, 'talon/html_replies', path), 'utf8')}`
    return {
      name: path,
      said: timed(() => understandMail(Buffer.from(mail))).visible,
      wanted: 'Hi. I am fine. Thanks, Alex',
    }
  })
  return [...trimmed, ...standard, ...html].map(({ name, said, wanted }) => ({
    task: 'visible reply exact',
    name,
    right: folded(said) === folded(wanted),
    said: folded(said).slice(0, 200),
    wanted: folded(wanted).slice(0, 200),
  }))
}

function bounces(): Case[] {
  const truth: Record<string, Expected[]> = JSON.parse(readFileSync(join(ROOT, 'bounce/expected.json'), 'utf8'))
  return Object.entries(truth).flatMap(([name, [first]]) => {
    const mail = read(`bounce/${name}.eml`)
    const of = (task: string, said: unknown, wanted: unknown): Case => ({
      task,
      name,
      right: said === wanted,
      said: `${said} ${mail.bounce?.reason ?? ''}`,
      wanted: `${wanted} ${first?.reason}`,
    })
    return [
      of('bounce recognised', mail.auto?.startsWith('bounce') === true || mail.auto === 'feedback-report', true),
      of('bounce hard or not', mail.bounce?.hard ?? false, first?.hard),
      of('bounce DSN exact', mail.bounce?.dsn ?? '', first?.dsn),
      of('bounce reason (not required)', mail.bounce?.reason ?? '', first?.reason),
    ]
  })
}

/** Mails of people, where only what must not happen is known without a second reader. */
const humans = (): Case[] =>
  ['chatwoot', 'mikel-mail', 'talon', 'mailparser'].flatMap((folder) =>
    files(folder, '.eml')
      .filter((name) => !name.includes('report'))
      .map((name) => {
        const mail = read(join(folder, name))
        const right = mail.auto !== 'bounce-hard' && mail.error === null && (mail.text === '' || mail.visible !== '')
        return {
          task: 'people: no hard bounce, no error, never emptied',
          name,
          right,
          said: `${mail.auto} ${mail.error}`,
          wanted: '',
        }
      }),
  )

function show(title: string, cases: readonly Case[]): void {
  const tasks = [...new Set(cases.map(({ task }) => task))]
  console.log(`\n| ${title} | right | of |\n|---|---|---|`)
  for (const task of tasks) {
    const own = cases.filter((one) => one.task === task)
    console.log(`| ${task} | ${own.filter(({ right }) => right).length} | ${own.length} |`)
  }
}

if (!existsSync(ROOT)) console.log('There is no ../shared/email here: nothing to measure.')
else {
  const all = [...replies(), ...bounces(), ...humans()]
  const wanted = process.argv.includes('dev') ? 'dev' : process.argv.includes('held') ? 'held' : 'all'
  const halves = { dev: all.filter(({ name }) => isDev(name)), held: all.filter(({ name }) => !isDev(name)), all }
  for (const [half, cases] of Object.entries(halves)) if (wanted === 'all' || wanted === half) show(half, cases)
  if (process.argv.includes('--misses')) {
    for (const { task, name, said, wanted: truth } of halves[wanted].filter(({ right }) => !right))
      console.log(`${task} · ${name}: ${said} ≠ ${truth}`)
  }
  const sorted = times.toSorted((a, b) => a - b)
  console.log(
    `\nCPU ms a mail: p50 ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)}, p95 ${sorted[Math.floor(sorted.length * 0.95)]?.toFixed(1)}`,
  )
}
