import type { MaskKind } from '#kernel/text'
import type { Answer } from '#knowledge'
import type { Brand } from '#people'
import type { Heard } from './hear.ts'
import type { AllPhrases, Button, Phrases } from './phrases.ts'
import { type Ear, isButton } from './recognise.ts'
import type { Talk } from './talk.ts'

/** All that the bot knows when its turn comes. */
export interface Room {
  brand: Brand
  lang: string
  all: AllPhrases
  phrases: Phrases
  ear: Ear
  talk: Talk
  heard: Heard
  answers: readonly Answer[]
  /** The article whose title was pressed. */
  chosen: Answer | null
  /** What should not have been written here. */
  secrets: readonly MaskKind[]
  /** Opening hours, as text; null while open. */
  opensAgain: string | null
  /** The same as a time. */
  opensAt: Temporal.Instant | null
  waitMinutes: number | null
  openNow: boolean
}

export const isKnownButton = ({ all, brand, heard }: Room, button: Button): boolean =>
  isButton(all, brand.languages, button, heard.last)
