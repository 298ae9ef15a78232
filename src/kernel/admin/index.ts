export { type AdminApi, adminApi, type SessionApi, sessionApi } from './contract.ts'
export { openAdmin } from './module.ts'
