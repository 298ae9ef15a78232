import './events.ts'
import './tables.ts'

export { openCoaching } from './module.ts'
