import type { SourceFile } from './files.ts'
import { isNode, lineAt, type Node, treeOf, walk } from './tree.ts'

export interface Import {
  /** The file that imports. */
  from: string
  /** As written; null when it is computed, so that nobody can read where it leads. */
  to: string | null
  /** Nothing of it is left when the program runs. */
  typeOnly: boolean
  line: number
}

/** Everything that names another file: static, dynamic, re-export, `import type`, `import('…').T`, `declare module`, require, workers. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = []
  walk(treeOf(file).program, (node) => {
    const named = read(node)
    if (named !== null) found.push({ from: file.path, line: lineAt(file.text, node.start), ...named })
  })
  return found
}

type Named = Pick<Import, 'to' | 'typeOnly'>

/** `import { type A }` still runs the file it names; only `import type` leaves nothing. */
function read(node: Node): Named | null {
  if (node.type === 'ImportDeclaration') return { to: textOf(node.source), typeOnly: node.importKind === 'type' }
  if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') {
    return node.source ? { to: textOf(node.source), typeOnly: node.exportKind === 'type' } : null
  }
  if (node.type === 'ImportExpression') return { to: textOf(node.source), typeOnly: false }
  if (node.type === 'TSImportType') return { to: textOf(node.source ?? node.argument), typeOnly: true }
  if (node.type === 'TSModuleDeclaration' && isNode(node.id) && node.id.type === 'Literal')
    return { to: textOf(node.id), typeOnly: true }
  if (node.type === 'TSExternalModuleReference') return { to: textOf(node.expression), typeOnly: false }
  return readCall(node)
}

/** `require('x')`, `import.meta.resolve('x')`, `vi.mock('x')` and `new URL('./x.ts', import.meta.url)`. */
function readCall(node: Node): Named | null {
  const first = Array.isArray(node.arguments) ? node.arguments[0] : undefined
  if (node.type === 'CallExpression' && isLoader(node.callee)) return { to: textOf(first), typeOnly: false }
  if (node.type !== 'NewExpression' || !isNode(node.callee) || node.callee.name !== 'URL') return null
  const to = textOf(first)
  return to !== null && /^\..*\.[cm]?[jt]sx?$/.test(to) ? { to, typeOnly: false } : null
}

const LOADERS = new Set(['require', 'import.meta.resolve', 'vi.mock', 'vi.doMock', 'vi.importActual'])

function isLoader(callee: unknown): boolean {
  if (!isNode(callee)) return false
  if (callee.type === 'Identifier') return LOADERS.has(String(callee.name))
  if (callee.type !== 'MemberExpression' || !isNode(callee.object) || !isNode(callee.property)) return false
  const object = callee.object.type === 'MetaProperty' ? 'import.meta' : String(callee.object.name)
  return LOADERS.has(`${object}.${String(callee.property.name)}`)
}

function textOf(node: unknown): string | null {
  if (!isNode(node)) return null
  if (node.type === 'TSLiteralType') return textOf(node.literal)
  if (typeof node.value === 'string') return node.value
  const [whole] = Array.isArray(node.quasis) && node.quasis.length === 1 ? node.quasis : []
  const value = isNode(whole) && typeof whole.value === 'object' && whole.value !== null ? whole.value : {}
  return 'cooked' in value && typeof value.cooked === 'string' ? value.cooked : null
}
