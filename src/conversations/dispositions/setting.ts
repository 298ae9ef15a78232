import { Type } from 'typebox'
import { setting } from '#kernel/settings'

/** Whether people say why when they solve. The bot and other programs are never held up by it. */
export const solvingSetting = setting({
  key: 'conversations.solving',
  scope: 'brand',
  schema: Type.Object(
    { reason: Type.Union([Type.Literal('asked'), Type.Literal('required')]) },
    { additionalProperties: false },
  ),
  fallback: { reason: 'asked' },
  help: 'setting.conversations.solving',
  permission: 'label.manage',
})
