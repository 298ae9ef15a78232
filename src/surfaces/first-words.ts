/**
 * Which texts the console needs for its first screens. Run by the build (vite.config.ts): a language becomes two files,
 * what the inbox, a conversation and its context can say, and all the rest, which is loaded right behind it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'

const root = join(import.meta.dirname, 'console')
const FIRST = ['main.tsx', 'sign-in/sign-in.tsx', 'sign-in/set-up.tsx', 'talk/talk.tsx', 'context/context.tsx']
const IMPORT = /^(?:import(?! type)|export)\s(?:[^'";]*\sfrom\s)?'(\.[^']+\.tsx?)'/gm
/** `'a.b'`, and what stands before a value that is filled in: `` `a.b.${…}` ``, `'a.b.' + …` */
const LITERAL = /['`"]([a-zA-Z][\w-]*\.(?:[\w-]+\.)*(?:[\w-]+)?)(\$\{)?/g

/** The files that are there before anything is fetched on demand. */
function firstFiles(): ReadonlySet<string> {
  const seen = new Set<string>()
  const todo = FIRST.map((name) => join(root, name))
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (seen.has(file) || !existsSync(file)) continue
    seen.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORT))
      todo.push(normalize(join(file, '..', path)))
  }
  return seen
}

/** Answers whether the first screens may say the text of a key. When in doubt, they may. */
export function saidFirst(): (key: string) => boolean {
  const whole = new Set<string>()
  const beginnings = new Set<string>()
  for (const file of firstFiles())
    for (const [, text = '', filled] of readFileSync(file, 'utf8').matchAll(LITERAL)) {
      if (filled === undefined && !text.endsWith('.')) whole.add(text)
      else beginnings.add(text)
    }
  return (key) => !key.includes('.') || whole.has(key) || [...beginnings].some((text) => key.startsWith(text))
}
