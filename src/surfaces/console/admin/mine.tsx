import { useState } from 'react'
import { languages } from '../i18n/languages.ts'
import { useWords } from '../i18n/words.tsx'
import { type Prefs, setPref, usePref } from '../state/prefs.ts'
import { Choose } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin.module.css'
import { KeyMap } from './key-map.tsx'
import { NoticesByMail } from './mine-mail.tsx'
import { NoticesByPush } from './mine-push.tsx'
import { PasswordForm, Sessions } from './sessions.tsx'

/** How I like my screen, my keys, my password, where I am signed in. */
export function MinePage() {
  const { t, formats } = useWords()
  return (
    <>
      <div className={css.form}>
        <Choose
          label={t('language')}
          value={usePref('lang')}
          onChange={(lang) => setPref('lang', lang)}
          options={languages.map((lang) => ({ id: lang, label: formats.language(lang) }))}
        />
        <Pick pref="theme" label={t('me.theme')} options={['system', 'light', 'dark']} />
        <Pick pref="density" label={t('me.density')} options={['cosy', 'compact']} />
        <Pick pref="contrast" label={t('me.contrast')} options={['system', 'more']} />
        <Switch isSelected={usePref('sound')} onChange={(on) => setPref('sound', on)}>
          {t('me.sound')}
        </Switch>
        <Alerts />
      </div>
      <NoticesByMail />
      <NoticesByPush />
      <KeyMap />
      <PasswordForm />
      <Sessions />
    </>
  )
}

/** Asks the browser first: where it refuses, that is said. */
function Alerts() {
  const { t } = useWords()
  const [refused, setRefused] = useState(false)
  const change = (on: boolean) => {
    if (!on) return setPref('alerts', false)
    void Notification.requestPermission().then((answer) => {
      setRefused(answer !== 'granted')
      setPref('alerts', answer === 'granted')
    })
  }
  return (
    <>
      <Switch isSelected={usePref('alerts')} onChange={change}>
        {t('me.alerts')}
      </Switch>
      {refused ? <p className={css.hint}>{t('me.alerts.refused')}</p> : null}
    </>
  )
}

interface PickProps<K extends 'theme' | 'density' | 'contrast'> {
  pref: K
  label: string
  options: readonly Prefs[K][]
}
function Pick<K extends 'theme' | 'density' | 'contrast'>({ pref, label, options }: PickProps<K>) {
  const { t } = useWords()
  const change = (value: string) => {
    const known = options.find((each) => each === value)
    if (known !== undefined) setPref(pref, known)
  }
  return (
    <Choose
      label={label}
      value={usePref(pref)}
      onChange={change}
      options={options.map((each) => ({ id: each, label: t(`${pref}.${each}`) }))}
    />
  )
}
