import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { usePermission } from '../state/session.ts'
import { Field } from '../ui/field.tsx'

/** As the API takes. */
export const MOST_SLOTS = 100

export interface Room {
  /** As it is typed; null where the viewer may not see it. */
  slots: string | null
  valid: boolean
  change: (slots: string) => void
  /** Nothing to do where nothing was changed. */
  save: (agent: string) => Promise<unknown>
}

/** How many slots of work an advisor has at once; null is somebody who does not exist yet. */
export function useRoom(agent: string | null): Room {
  const may = usePermission('queue.manage')
  const known = useResource(`capacity ${agent ?? ''}`, async () =>
    agent === null || !may ? null : call('GET /api/v1/agents/:id/capacity', { params: { id: agent } }),
  )
  const [typed, setTyped] = useState<string | null>(null)
  const before = agent === null ? '' : String(known.data?.slots ?? '')
  const slots = typed ?? before
  const valid = slots === '' || (/^\d+$/.test(slots) && Number(slots) <= MOST_SLOTS)
  return {
    // Who leads one brand does not divide somebody's time between all of them: the answer was no.
    slots: may && known.error === null ? slots : null,
    valid,
    change: setTyped,
    save: async (id) => {
      if (!may || !valid || slots === '' || slots === before) return
      await call('PUT /api/v1/agents/:id/capacity', { params: { id }, body: { slots: Number(slots) } })
    },
  }
}

export function RoomField({ room: { slots, valid, change } }: { room: Room }) {
  const { t } = useWords()
  if (slots === null) return null
  return (
    <Field
      label={t('people.slots')}
      hint={t('people.slots.hint')}
      value={slots}
      onChange={change}
      inputMode="numeric"
      maxLength={3}
      error={valid ? null : t('people.slots.fault', { most: MOST_SLOTS })}
    />
  )
}
