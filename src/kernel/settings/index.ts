import './events.ts'
import './tables.ts'

export { type Change, changeSetting } from './change-setting.ts'
export { forgetSettings, type Setting, setting, settingOf } from './setting-of.ts'
