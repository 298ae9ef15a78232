import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { type CommandSpec, commands } from '../keys/commands.ts'
import { useCommands, useKeysOf } from '../keys/use-commands.ts'
import { setPref, usePref } from '../state/prefs.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './help.module.css'

const groups: readonly CommandSpec['group'][] = ['move', 'answer', 'handle', 'go', 'screen']
const byGroup = (group: CommandSpec['group']): string[] =>
  Object.entries(commands)
    .filter(([id, spec]) => spec.group === group && !id.startsWith('chat.'))
    .map(([id]) => id)

/** All keys on one page; the switch turns single letters off. */
export function Help() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const singleKeys = usePref('singleKeys')
  useCommands({ 'screen.help': () => setOpen(true) })
  return (
    <Dialog wide title={t('help.keys')} closeLabel={t('close')} isOpen={open} onClose={() => setOpen(false)}>
      <Switch isSelected={singleKeys} onChange={(on) => setPref('singleKeys', on)}>
        {t('help.singleKeys')}
      </Switch>
      <div className={css.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={css.title}>{t(`help.${group}`)}</h3>
            <dl className={css.keys}>
              {byGroup(group).map((id) => (
                <KeyLine key={id} id={id} />
              ))}
              {group === 'move' ? <Fixed keys="1 9" label={t('cmd.chats')} /> : null}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function KeyLine({ id }: { id: string }) {
  const { t } = useWords()
  return <Fixed keys={useKeysOf(id)} label={t(`cmd.${id}`)} />
}
const Fixed = ({ keys, label }: { keys: string; label: string }) => (
  <div className={css.line}>
    <dt>{label}</dt>
    <dd>
      <Kbd keys={keys} />
      <span className="sr-only">{keys}</span>
    </dd>
  </div>
)
