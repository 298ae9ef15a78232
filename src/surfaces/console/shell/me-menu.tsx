import { useState } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { runCommand } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { ownPromises, type Promised } from '../promises/deeds.ts'
import { signOut } from '../sign-in/deeds.ts'
import { part } from '../state/part.ts'
import { setPref, usePref } from '../state/prefs.ts'
import { useMe } from '../state/session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Fetched } from './guard.tsx'

const BeforeLeaving = part(() => import('../promises/before-leaving.tsx').then((module) => module.BeforeLeaving))

const next = { system: 'dark', dark: 'light', light: 'system' } as const

export function MeMenu() {
  const { t } = useWords()
  const { agent } = useMe()
  const theme = usePref('theme')
  const density = usePref('density')
  const [, go] = useLocation()
  const [promises, setPromises] = useState<readonly Promised[]>([])
  const leave = async () => {
    const open = await ownPromises()
    if (open.length === 0) await signOut()
    else setPromises(open)
  }
  const choices = [
    { id: 'theme', label: t('me.theme'), hint: t(`theme.${theme}`) },
    { id: 'density', label: t('me.density'), hint: t(`density.${density}`) },
    { id: 'settings', label: t('nav.settings'), keys: 'g s' },
    { id: 'help', label: t('help.keys'), keys: '?' },
    { id: 'out', label: t('sign.out') },
  ]
  const run: Record<string, () => void> = {
    theme: () => setPref('theme', next[theme]),
    density: () => setPref('density', density === 'cosy' ? 'compact' : 'cosy'),
    settings: () => go(to.settings()),
    help: () => runCommand('screen.help'),
    out: () => void leave(),
  }
  return (
    <>
      <Menu label={t('me')} choices={choices} onChoose={(id) => run[id]?.()}>
        <IconButton label={t('me.named', { name: agent.name })}>
          <Avatar name={agent.name} />
        </IconButton>
      </Menu>
      {promises.length === 0 ? null : (
        <Fetched lines={2}>
          <BeforeLeaving promises={promises} onClose={() => setPromises([])} onLeave={() => void signOut()} />
        </Fetched>
      )}
    </>
  )
}
