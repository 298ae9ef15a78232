import { parseSync } from 'vite'
import type { SourceFile } from './files.ts'

/** What every node of the syntax tree has; the rest is read by name and checked where it is used. */
export interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}
export interface Tree {
  program: Node
  comments: readonly { value: string; start: number }[]
  /** Words of the parser where the file is not TypeScript. */
  errors: readonly string[]
}

const known = new WeakMap<SourceFile, Tree>()

/** Parsed once, by the compiler front end that Vite brings: types, dynamic imports and JSX included. */
export function treeOf(file: SourceFile): Tree {
  const tree = known.get(file) ?? parse(file)
  known.set(file, tree)
  return tree
}

function parse({ path, text }: SourceFile): Tree {
  const parsed = parseSync(path, text, { lang: /\.[cm]?jsx?$/.test(path) ? 'jsx' : path.endsWith('x') ? 'tsx' : 'ts' })
  const program: unknown = parsed.program
  if (!isNode(program)) throw new Error(`The parser gave no tree for ${path}`)
  return { program, comments: parsed.comments, errors: parsed.errors.map((error) => error.message) }
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value

export function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )
}

/** Visits a node, then all below it. */
export function walk(node: Node, visit: (node: Node, parent: Node | null) => void, parent: Node | null = null): void {
  visit(node, parent)
  for (const child of childrenOf(node)) walk(child, visit, node)
}

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
