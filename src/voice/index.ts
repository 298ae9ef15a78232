import './events.ts'
import './tables.ts'

export { openVoice } from './module.ts'
export { isSatisfied, SATISFIED_FROM } from './survey.ts'
