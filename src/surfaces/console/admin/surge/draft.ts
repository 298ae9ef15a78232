import { uuid7 } from '../../../shared/uuid7.ts'
import type { Plan, Switches } from '../../state/surge.ts'

export interface Share {
  from: string
  to: string
  percent: string
}
/** A plan while it is written: every field is there, empty where nothing is said. */
export interface Draft {
  id: string
  brand: string
  name: Record<string, string>
  shares: readonly Share[]
  banner: Record<string, string>
  answer: Record<string, string>
  answerIn: readonly string[]
  isOffer: boolean
  call: Record<string, string>
  callIn: readonly string[]
  callMinutes: number
  surveysPaused: boolean
}

export const newDraft = (brand: string): Draft => ({
  id: uuid7(),
  brand,
  name: {},
  shares: [],
  banner: {},
  answer: {},
  answerIn: [],
  isOffer: false,
  call: {},
  callIn: [],
  callMinutes: 120,
  surveysPaused: false,
})

export const draftOf = ({ id, brand, name, switches }: Plan): Draft => ({
  id,
  brand,
  name,
  shares: (switches.overflow ?? []).map(({ from, to, percent }) => ({ from, to, percent: String(percent) })),
  banner: switches.banner ?? {},
  answer: switches.massAnswer?.text ?? {},
  answerIn: switches.massAnswer?.queues ?? [],
  isOffer: switches.massAnswer?.isOffer ?? false,
  call: switches.callBack?.text ?? {},
  callIn: switches.callBack?.queues ?? [],
  callMinutes: switches.callBack?.minutes ?? 120,
  surveysPaused: switches.surveysPaused ?? false,
})

export const written = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''))

/** What was left empty is no switch. */
export function switchesOf(draft: Draft): Switches {
  const { shares, banner, answer, answerIn, isOffer, surveysPaused } = draft
  const overflow = shares.map(({ from, to, percent }) => ({ from, to, percent: Number(percent) }))
  const said = { banner: written(banner), answer: written(answer), call: written(draft.call) }
  return {
    ...(overflow.length > 0 && { overflow }),
    ...(Object.keys(said.banner).length > 0 && { banner: said.banner }),
    ...(Object.keys(said.answer).length > 0 && {
      massAnswer: { text: said.answer, queues: [...answerIn], ...(isOffer && { isOffer }) },
    }),
    ...(Object.keys(said.call).length > 0 && {
      callBack: { text: said.call, queues: [...draft.callIn], minutes: draft.callMinutes },
    }),
    ...(surveysPaused && { surveysPaused }),
  }
}

/** What is still to be said before it can be saved; null: nothing. A key of the texts. */
export function lackingIn(draft: Draft): string | null {
  if (Object.keys(written(draft.name)).length === 0) return 'surge.lacking.name'
  if (draft.shares.some(({ percent }) => !/^([1-9][0-9]?|100)$/.test(percent.trim()))) return 'surge.lacking.percent'
  if (draft.shares.some(({ from, to }) => from === to)) return 'surge.lacking.queues'
  return null
}
