import { Type } from 'typebox'
import { setting } from '#kernel/settings'

/** Where the simulated world of the demo has its own page: it says so itself when it has found a port. On this machine only. */
export const worldAddress = setting({
  key: 'demo.world',
  scope: 'operator',
  schema: Type.String({ pattern: '^http://(127\\.0\\.0\\.1|localhost):\\d{1,5}$', maxLength: 40 }),
  fallback: 'http://127.0.0.1:4010',
  help: 'setting.demo.world.help',
  permission: 'demo.world',
})
