import type { SourceFile } from './files.ts'
import { isNode, lineAt, type Node, treeOf, walk } from './tree.ts'

export interface FunctionSize {
  /** `path:line name` */
  at: string
  lines: number
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
/** A test file's outline is a function to the compiler and a chapter to its reader. */
const OUTLINES = new Set(['describe', 'suite'])

/**
 * The functions of a file with their lines. Nameless ones of up to three lines are not counted: they are parts of an
 * expression and would make the middle look better than it is.
 */
export function functionsOf(file: SourceFile): FunctionSize[] {
  const found: FunctionSize[] = []
  walk(treeOf(file).program, (node, parent) => {
    if (!FUNCTIONS.has(node.type) || isOutline(parent)) return
    const line = lineAt(file.text, node.start)
    const lines = lineAt(file.text, node.end) - line + 1
    const name = nameOf(node) ?? nameOf(parent)
    if (name !== null || lines > 3) found.push({ at: `${file.path}:${line} ${name ?? '(nameless)'}`, lines })
  })
  return found
}

const NAMING = new Set([
  'VariableDeclarator',
  'FunctionDeclaration',
  'Property',
  'MethodDefinition',
  'PropertyDefinition',
  'FunctionExpression',
])

function nameOf(node: Node | null): string | null {
  if (node === null || !NAMING.has(node.type)) return null
  const named = isNode(node.id) ? node.id : node.key
  return isNode(named) && typeof named.name === 'string' ? named.name : null
}

function isOutline(parent: Node | null): boolean {
  if (parent?.type !== 'CallExpression' || !isNode(parent.callee)) return false
  const callee = isNode(parent.callee.callee) ? parent.callee.callee : parent.callee
  const name = callee.type === 'MemberExpression' && isNode(callee.object) ? callee.object.name : callee.name
  return OUTLINES.has(String(name))
}

/** Where the compiler was told rather than asked. */
export function assertionsOf(file: SourceFile): { any: number; as: number; nonNull: number } {
  const count = { any: 0, as: 0, nonNull: 0 }
  walk(treeOf(file).program, (node) => {
    if (node.type === 'TSAnyKeyword') count.any++
    if (node.type === 'TSNonNullExpression') count.nonNull++
    if (node.type === 'TSAsExpression' && !isConst(node.typeAnnotation)) count.as++
  })
  return count
}

/** `as const` asks for more, not for less. */
const isConst = (type: unknown): boolean => isNode(type) && isNode(type.typeName) && type.typeName.name === 'const'
