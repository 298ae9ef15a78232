import { Type } from 'typebox'
import { setting } from '#kernel/settings'

/** Off: the brand's conversations go to its people at once. */
export const enabled = setting({
  key: 'bot.enabled',
  scope: 'brand',
  schema: Type.Boolean(),
  fallback: true,
  help: 'setting.bot.enabled.help',
  permission: 'brand.manage',
})
