import { type ReactNode, useState } from 'react'
import { languages } from '../i18n/languages.ts'
import { useWords } from '../i18n/words.tsx'
import { setPref, usePref } from '../state/prefs.ts'
import { Button } from '../ui/button.tsx'
import { Choose, Field } from '../ui/field.tsx'
import css from './sign-in.module.css'

/** The page of somebody who is not signed in: one task, the language, nothing else. */
export function Frame({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const { t } = useWords()
  const lang = usePref('lang')
  const nameOf = (each: string) => new Intl.DisplayNames(each, { type: 'language' }).of(each) ?? each
  return (
    <div className={css.page}>
      <main className={css.main}>
        <div className={css.box}>
          <p className={css.product}>
            <img src="/console/icon.svg" alt="" width="28" height="28" /> Switchboard
          </p>
          <h1 className={css.title}>{title}</h1>
          {children}
        </div>
        {aside}
      </main>
      <footer className={css.foot}>
        <Choose
          label={t('language')}
          hideLabel
          value={lang}
          onChange={(each) => setPref('lang', each)}
          options={languages.map((each) => ({ id: each, label: nameOf(each) }))}
        />
      </footer>
    </div>
  )
}

interface PasswordProps {
  label: string
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  hint?: string
}
/** A password can be looked at, pasted, and filled in by a manager. */
export function Password({ label, value, onChange, autoComplete, hint }: PasswordProps) {
  const { t } = useWords()
  const [shown, setShown] = useState(false)
  return (
    <div className={css.password}>
      <Field
        label={label}
        hint={hint}
        type={shown ? 'text' : 'password'}
        value={value}
        onChange={onChange}
        autoComplete={autoComplete}
        isRequired
      />
      <Button look="link" aria-pressed={shown} onPress={() => setShown(!shown)}>
        {t(shown ? 'password.hide' : 'password.show')}
      </Button>
    </div>
  )
}
