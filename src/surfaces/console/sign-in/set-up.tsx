import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { showBar } from '../state/bars.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { choosePassword, setUp } from './deeds.ts'
import { Frame, Password } from './frame.tsx'
import css from './sign-in.module.css'
import { useAttempt } from './sign-in.tsx'

/** The first administrator, by the link from the terminal. */
export function SetUpPage({ token }: { token: string }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const { error, busy, attempt } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    attempt(() => setUp(token, login, name, password).then(() => go(to.settings('brands'))))
  }
  return (
    <Frame title={t('setup.title')}>
      <form className={css.form} onSubmit={submit}>
        <p className={css.hint}>{t('setup.hint')}</p>
        {error === null ? null : <ErrorBox>{error}</ErrorBox>}
        <Field label={t('setup.name')} value={name} onChange={setName} autoComplete="name" isRequired />
        <Field
          label={t('sign.login')}
          hint={t('setup.login.hint')}
          value={login}
          onChange={setLogin}
          autoComplete="username"
          isRequired
        />
        <ChoosePassword value={password} onChange={setPassword} busy={busy} action={t('setup.do')} />
      </form>
    </Frame>
  )
}

/** An invitation or a reset: choose a password, then sign in with it. */
export function PasswordPage({ token }: { token: string }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [password, setPassword] = useState('')
  const { error, busy, attempt } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    attempt(async () => {
      await choosePassword(token, password)
      showBar({ text: 'password.chosen' })
      go(to.signIn())
    })
  }
  return (
    <Frame title={t('password.choose')}>
      <form className={css.form} onSubmit={submit}>
        {error === null ? null : <ErrorBox>{error}</ErrorBox>}
        <ChoosePassword value={password} onChange={setPassword} busy={busy} action={t('password.save')} />
      </form>
    </Frame>
  )
}

interface Choice {
  value: string
  onChange: (password: string) => void
  busy: boolean
  /** What the button does. */
  action: string
}

/** A new password, and the button that keeps it. */
function ChoosePassword({ value, onChange, busy, action }: Choice) {
  const { t } = useWords()
  return (
    <>
      <Password
        label={t('sign.password')}
        hint={t('password.hint')}
        value={value}
        onChange={onChange}
        autoComplete="new-password"
      />
      <Button type="submit" look="primary" large disabledBecause={busy ? t('sign.busy') : null}>
        {action}
      </Button>
    </>
  )
}
