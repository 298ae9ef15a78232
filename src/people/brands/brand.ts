import type { BrandId } from '#kernel/ids'
import type { Hours, Look } from '../contract.ts'
import type { Texts } from './languages.ts'

/** A commercial identity of the operator. */
export interface Brand {
  id: BrandId
  slug: string
  name: string
  /** In order of fallback; the first is the default. */
  languages: string[]
  look: Look
  hours: Hours
  firstHolder: 'bot' | 'queue'
  preChat: ('name' | 'email')[]
  greeting: Texts
  legal: Texts
  rev: number
}
