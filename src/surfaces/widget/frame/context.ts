import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { sentence, type Values } from '../../shared/sentence.ts'
import type { Boot } from '../../shared/widget.ts'
import type { State } from './state.ts'
import type { Talk } from './talk.ts'

export interface Here {
  talk: Talk
  state: State
  t(key: string, values?: Values): string
}

export const HereContext = createContext<Here | null>(null)

export function useHere(): Here {
  const here = useContext(HereContext)
  if (here === null) throw new Error('Nothing is shown outside the widget.')
  return here
}

/** A key nobody wrote is shown as it is, so that it is noticed. */
export const wordsOf =
  (boot: Boot): Here['t'] =>
  (key, values) =>
    sentence(boot.words[key] ?? key, boot.lang, values)
