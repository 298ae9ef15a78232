import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Password } from '../sign-in/frame.tsx'
import { call } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import css from './admin.module.css'

export function PasswordForm() {
  const { t } = useWords()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void call('PUT /api/v1/password', { body: { current, password } }).then(() => {
      setCurrent('')
      setPassword('')
      showBar({ text: 'password.changed' })
    }, failed)
  }
  return (
    <form className={css.form} onSubmit={submit}>
      <h2>{t('password.change')}</h2>
      <Password label={t('password.current')} value={current} onChange={setCurrent} autoComplete="current-password" />
      <Password
        label={t('password.new')}
        hint={t('password.hint')}
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
      />
      <div>
        <Button type="submit">{t('password.save')}</Button>
      </div>
    </form>
  )
}

export function Sessions() {
  const { t, formats } = useWords()
  const now = useNow()
  const { data, reload } = useResource('sessions', () => call('GET /api/v1/sessions', {}))
  type Session = NonNullable<typeof data>['items'][number]
  const end = (id: string) => void call('DELETE /api/v1/sessions/:id', { params: { id } }).then(reload, failed)
  if (data === null) return null
  return (
    <section>
      <div className={css.head}>
        <h2>{t('sessions')}</h2>
      </div>
      <Table<Session>
        label={t('sessions')}
        rows={data.items}
        keyOf={(each) => each.id}
        columns={[
          { id: 'device', label: t('session.device'), cell: (each) => each.device },
          { id: 'seen', label: t('session.seen'), cell: (each) => formats.when(each.lastSeenAt, now) },
          {
            id: 'end',
            label: '',
            end: true,
            cell: (each) =>
              each.current ? t('session.this') : <Button onPress={() => end(each.id)}>{t('sign.out')}</Button>,
          },
        ]}
      />
    </section>
  )
}
