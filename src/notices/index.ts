import './events.ts'
import './tables.ts'

export { type EndPage, endDigests, endPage } from './mail/end-digests.ts'
export { openNotices } from './module.ts'
export { type Telling, tell } from './tell.ts'
