import './tables.ts'

export { openAnalytics } from './module.ts'
