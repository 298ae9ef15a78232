export { openNoticePages } from './notices/module.ts'
export { openPortal } from './portal/module.ts'
export { openWelcome } from './welcome/module.ts'
export { openWidget } from './widget/server/module.ts'
