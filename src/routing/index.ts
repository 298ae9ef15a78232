import './events.ts'
import './tables.ts'

export { openRouting } from './module.ts'
export { bannerOf } from './surge/banner.ts'
