import './events.ts'
import './tables.ts'

export { closedDays } from './closed-days.ts'
export { openSla } from './module.ts'
