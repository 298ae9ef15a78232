import { Type } from 'typebox'
import { setting } from '#kernel/settings'

/** Whether a chat that was left goes on by mail, and after how long unread; forms are answered by mail at once. */
export const continueSetting = setting({
  key: 'channels.continue',
  scope: 'brand',
  schema: Type.Object(
    { on: Type.Boolean(), afterSeconds: Type.Integer({ minimum: 10, maximum: 86_400 }) },
    { additionalProperties: false },
  ),
  fallback: { on: true, afterSeconds: 120 },
  help: 'setting.channels.continue.help',
  permission: 'account.manage',
})
