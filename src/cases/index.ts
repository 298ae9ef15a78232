import './events.ts'
import './tables.ts'

export { referencesOf } from './list-cases.ts'
export { openCases } from './module.ts'
