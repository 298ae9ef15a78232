import type { SourceFile } from './files.ts'
import { isTest } from './floors.ts'
import { lineAt, treeOf } from './tree.ts'

const LONGEST_FILE = 400
const switchedOff = /@ts-(?:ignore|nocheck)|biome-ignore-(?:all|start)/
const leftForLater = /\b(?:TODO|FIXME|XXX|HACK)\b/

export const lengthOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

/** What the compiler and the linter do not refuse by themselves, one line each. */
export function habitsBroken(file: SourceFile): string[] {
  const long =
    lengthOf(file.text) > LONGEST_FILE ? [`${file.path}: ${lengthOf(file.text)} lines, at most ${LONGEST_FILE}`] : []
  const comments = treeOf(file).comments.flatMap(({ value, start }) => {
    const why = badComment(value, file.path)
    return why === null ? [] : [`${file.path}:${lineAt(file.text, start)}: ${why}`]
  })
  return [...long, ...comments]
}

function badComment(text: string, path: string): string | null {
  if (switchedOff.test(text)) return 'a check is switched off'
  if (text.includes('@ts-expect-error') && !isTest(path)) return 'an error is expected outside a test'
  return leftForLater.test(text) ? 'something is left for later' : null
}
