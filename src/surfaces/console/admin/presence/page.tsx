import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import type { PresenceState } from '../../state/presence.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { StateEditor } from './editor.tsx'
import { WrapUps } from './wrap-ups.tsx'

/** What people are doing, as the operator calls it, and how long they have for notes. */
export function PresencePage() {
  const { t, text, formats } = useWords()
  const [editing, setEditing] = useState<PresenceState | 'new' | null>(null)
  const states = useResource('presence-states', () => call('GET /api/v1/presence-states', {}))
  const places = (states.data?.items ?? []).map((state) => state.place)
  const close = () => {
    setEditing(null)
    states.reload()
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.presence')}</h2>
        <Button look="primary" onPress={() => setEditing('new')}>
          {t('presence.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('presence.settings.hint')}</p>
      <ListedTable
        of={states}
        label={t('settings.presence')}
        empty={<Empty title={t('presence.none')}>{t('presence.none.more')}</Empty>}
        keyOf={(state) => state.id}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (state) => (
              <Button look="link" onPress={() => setEditing(state)}>
                {text(state.name)}
              </Button>
            ),
          },
          { id: 'kind', label: t('presence.does'), cell: (state) => t(`presence.kind.${state.kind}`) },
          {
            id: 'minutes',
            label: t('presence.lasts'),
            end: true,
            cell: (state) => (state.minutes === null ? t('presence.lasts.open') : formats.span(state.minutes * 60_000)),
          },
        ]}
      />
      <WrapUps />
      {editing === null ? null : (
        <StateEditor state={editing === 'new' ? null : editing} place={Math.max(0, ...places) + 1} onClose={close} />
      )}
    </>
  )
}
