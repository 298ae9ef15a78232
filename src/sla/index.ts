import './events.ts'
import './tables.ts'

export { openSla } from './module.ts'
