import { Type } from 'typebox'
import { setting } from '#kernel/settings'

/** How long a link can be used. */
export const linkSetting = setting({
  key: 'secure-forms.link-minutes',
  scope: 'brand',
  schema: Type.Integer({ minimum: 5, maximum: 4320 }),
  fallback: 1440,
  help: 'setting.secure-forms.link-minutes.help',
  permission: 'brand.manage',
})
