import './events.ts'
import './tables.ts'

export { openRouting } from './module.ts'
