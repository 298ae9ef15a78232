import './events.ts'
import './tables.ts'

export { openBot } from './module.ts'
