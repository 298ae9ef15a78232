import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { call, type In, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { toldBy } from '../state/told.ts'
import { Button } from '../ui/button.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { AdvisorFields } from './advisor-fields.tsx'
import { MOST_SLOTS, RoomField, useRoom } from './room.tsx'

export type Agent = Out<'GET /api/v1/agents'>['items'][number]
export type AgentInput = In<'PUT /api/v1/agents/:id'>['body']

const inputOf = (agent: Agent): AgentInput => ({
  name: agent.name,
  publicName: agent.publicName,
  login: agent.login,
  languages: agent.languages,
  skills: agent.skills,
  partner: agent.partner?.id ?? null,
  teams: agent.teams.map((team) => team.id),
  roles: agent.roles,
  active: agent.active,
})
const fresh = (): AgentInput => ({
  name: '',
  publicName: '',
  login: '',
  languages: [],
  skills: [],
  partner: null,
  teams: [],
  roles: [{ role: 'advisor', brand: null, scope: '*' }],
  active: true,
})
const change = (id: string, body: AgentInput) => call('PUT /api/v1/agents/:id', { params: { id }, body })

interface Props {
  agent: Agent | null
  onClose: () => void
  /** Shown again; with the link of an invitation or for a new password when one was made. */
  onSaved: (link: string | null) => void
}
export function AdvisorEditor({ agent, onClose, onSaved }: Props) {
  const { t } = useWords()
  const [id] = useState(() => agent?.id ?? uuid7())
  const [input, setInput] = useState<AgentInput>(() => (agent === null ? fresh() : inputOf(agent)))
  const room = useRoom(agent?.id ?? null)
  const [error, setError] = useState<string | null>(null)
  const filled = { ...input, skills: input.skills.filter(({ skill }) => skill.trim() !== '') }
  const save = async () => {
    setError(null)
    try {
      if (agent === null) {
        const { inviteLink } = await call('POST /api/v1/agents', { body: { id, ...filled } })
        await room.save(id)
        return onSaved(inviteLink === '' ? null : inviteLink)
      }
      await change(id, filled)
      await room.save(id)
      const undo = () => void change(id, inputOf(agent)).then(() => onSaved(null), failed)
      showBar({ text: 'people.saved', values: { name: filled.name }, undo })
      onSaved(null)
    } catch (reason) {
      setError(toldBy(reason, t))
    }
  }
  const signOut = () =>
    void call('DELETE /api/v1/agents/:id/sessions', { params: { id } }).then(
      () => showBar({ text: 'people.signedOut' }),
      failed,
    )
  const newPassword = () =>
    void call('PUT /api/v1/agents/:id/password-link', { params: { id } }).then(({ link }) => onSaved(link), failed)
  return (
    <FormDialog
      title={agent?.name ?? t('people.new')}
      wide
      disabledBecause={room.valid ? null : t('people.slots.fault', { most: MOST_SLOTS })}
      onClose={onClose}
      onSubmit={() => void save()}
      more={
        agent === null ? null : (
          <>
            <Button look="danger" onPress={signOut}>
              {t('people.signOut')}
            </Button>
            <Button onPress={newPassword}>{t('people.newPassword')}</Button>
          </>
        )
      }
    >
      {error === null ? null : <ErrorBox>{error}</ErrorBox>}
      <AdvisorFields input={input} change={(more) => setInput((now) => ({ ...now, ...more }))}>
        <RoomField room={room} />
      </AdvisorFields>
    </FormDialog>
  )
}
