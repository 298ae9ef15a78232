import { bakeText, type Start, type Started, startAlongside } from '#conversations'
import { system } from '#kernel/access'
import { type AccountId, idFrom, newId } from '#kernel/ids'
import type { Cast } from './people.ts'

/** Lets mails of an account begin a conversation each, named by their thread: `about <thread>`. */
export const beginnings =
  (the: Cast, account: AccountId) =>
  async (thread: string, more: Partial<Start['message']> = {}): Promise<Started> =>
    startAlongside(the.app.app.context(system), {
      id: idFrom(thread),
      brand: { id: the.lumo, slug: 'lumo', firstHolder: 'queue' },
      account,
      channel: 'email',
      visibility: 'private',
      threadKey: thread,
      contact: { id: newId(), name: 'Amina' },
      lang: 'en',
      message: {
        id: idFrom(`${thread} first`),
        externalId: `${thread}@mail`,
        baked: await bakeText(`about ${thread}`),
        at: new Date(),
        attachments: 0,
        ...more,
      },
    })
