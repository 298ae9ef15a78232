import './events.ts'
import './tables.ts'

export { openNotices } from './module.ts'
export { type Telling, tell } from './tell.ts'
