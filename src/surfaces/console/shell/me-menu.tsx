import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { runCommand } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { signOut } from '../sign-in/deeds.ts'
import { setPref, usePref } from '../state/prefs.ts'
import { useMe } from '../state/session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'

const next = { system: 'dark', dark: 'light', light: 'system' } as const

export function MeMenu() {
  const { t } = useWords()
  const { agent } = useMe()
  const theme = usePref('theme')
  const density = usePref('density')
  const [, go] = useLocation()
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
    out: () => void signOut(),
  }
  return (
    <Menu label={t('me')} choices={choices} onChoose={(id) => run[id]?.()}>
      <IconButton label={t('me.named', { name: agent.name })}>
        <Avatar name={agent.name} />
      </IconButton>
    </Menu>
  )
}
