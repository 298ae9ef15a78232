import { readFileSync } from 'node:fs'

/** What Linux tells of processes, from outside. */
const TICKS_A_SECOND = 100

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended while we looked.
    return ''
  }
}

/** Fields from the third on: what stands before may hold spaces. */
const statOf = (pid: number): string[] => textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

const childrenOf = (pid: number): number[] =>
  textOf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)

/** CPU seconds of a process and of its children so far, those that have ended included. */
export function cpuSeconds(pid: number): number {
  const own = statOf(pid).slice(11, 15).map(Number)
  const children = childrenOf(pid).flatMap((each) => statOf(each).slice(11, 13).map(Number))
  return sum([...own, ...children]) / TICKS_A_SECOND
}

/** CPU seconds of a process alone. */
export const cpuSecondsAlone = (pid: number): number => sum(statOf(pid).slice(11, 13).map(Number)) / TICKS_A_SECOND

/** Resident memory of a process, in MB. */
export const residentMb = (pid: number): number => kbIn(textOf(`/proc/${pid}/status`), 'VmRSS') / 1_024

/** Of a process and its children, what they share counted once, in MB. */
export const sharedOnceMb = (pid: number): number =>
  sum([pid, ...childrenOf(pid)].map((each) => kbIn(textOf(`/proc/${each}/smaps_rollup`), 'Pss'))) / 1_024

const kbIn = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)
