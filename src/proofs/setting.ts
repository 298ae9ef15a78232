import { Type } from 'typebox'
import type { App } from '#kernel/registry'
import { setting, settingOf } from '#kernel/settings'

/** How long a link can be used. */
export const linkSetting = setting({
  key: 'proofs.link-minutes',
  scope: 'brand',
  schema: Type.Integer({ minimum: 5, maximum: 120 }),
  fallback: 30,
  help: 'setting.proofs.link-minutes.help',
  permission: 'brand.manage',
})

/** How long what was proved holds in its conversation. */
export const holdsSetting = setting({
  key: 'proofs.holds-minutes',
  scope: 'brand',
  schema: Type.Integer({ minimum: 5, maximum: 480 }),
  fallback: 30,
  help: 'setting.proofs.holds-minutes.help',
  permission: 'brand.manage',
})

export const minutesOf = async (app: App, brand: string) => ({
  linkMinutes: await settingOf(app, linkSetting, brand),
  holdsMinutes: await settingOf(app, holdsSetting, brand),
})
