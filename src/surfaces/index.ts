export { openPortal } from './portal/module.ts'
export { openWidget } from './widget/server/module.ts'
