import { type FormEvent, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { toldBy } from '../state/told.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { signIn, signInAs } from './deeds.ts'
import { Frame, Password } from './frame.tsx'
import css from './sign-in.module.css'

/** What went wrong, in words: the server's own sentence where it has one. */
export function useAttempt(): { error: string | null; busy: boolean; attempt: (run: () => Promise<void>) => void } {
  const { t } = useWords()
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = (run: () => Promise<void>) => {
    setBusy(true)
    setError(null)
    run()
      .catch((reason: unknown) => setError(toldBy(reason, t)))
      .finally(() => setBusy(false))
  }
  return { error, busy, attempt }
}

export function SignInPage() {
  const { t } = useWords()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const { error, busy, attempt } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    attempt(() => signIn(login, password))
  }
  return (
    <Frame title={t('sign.in')} aside={<DemoAgents attempt={attempt} />}>
      <form className={css.form} onSubmit={submit}>
        {error === null ? null : <ErrorBox>{error}</ErrorBox>}
        <Field label={t('sign.login')} value={login} onChange={setLogin} autoComplete="username" isRequired />
        <Password label={t('sign.password')} value={password} onChange={setPassword} autoComplete="current-password" />
        <Button type="submit" look="primary" large disabledBecause={busy ? t('sign.busy') : null}>
          {t('sign.in')}
        </Button>
      </form>
    </Frame>
  )
}

/** In the demo, one click is enough. */
function DemoAgents({ attempt }: { attempt: (run: () => Promise<void>) => void }) {
  const { t, formats } = useWords()
  const { data } = useResource('demo agents', () => call('GET /api/v1/demo/agents', {}))
  const agents = data?.items ?? []
  if (agents.length === 0) return null
  return (
    <section className={css.demo} aria-labelledby="demo">
      <h2 id="demo" className={css.demoTitle}>
        {t('demo.title')}
      </h2>
      <p className={css.hint}>{t('demo.hint')}</p>
      <ul className={css.cards}>
        {agents.map((agent) => (
          <li key={agent.id}>
            <button type="button" className={css.card} onClick={() => attempt(() => signInAs(agent.id))}>
              <Avatar name={agent.name} />
              <span>
                <strong>{agent.name}</strong>
                <span className={css.role}>
                  {t(`role.${agent.role}`)} · {formats.list(agent.brands)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
