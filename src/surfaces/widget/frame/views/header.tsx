/** @jsxImportSource preact */

import { type Here, useHere } from '../context.ts'
import type { State } from '../state.ts'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

/** Says in every view who one talks to. */
export function Header() {
  const { talk, state, t } = useHere()
  return (
    <header>
      {state.view !== 'home' && (
        <button type="button" class="plain" aria-label={t('header.back')} onClick={() => talk.show('home')}>
          <Icon name="back" />
        </button>
      )}
      <div class="who">
        <h1 tabIndex={-1} data-heading>
          {t('header.title', { brand: state.boot.brand.name })}
        </h1>
        <p aria-live="polite">{speaker(state, t)}</p>
      </div>
      <Menu />
      <button type="button" class="plain" aria-label={t('launcher.close')} onClick={() => talk.close()}>
        <Icon name="close" />
      </button>
    </header>
  )
}

function speaker({ chat, boot }: State, t: Here['t']): string {
  if (chat === null) return ''
  if (chat.with.kind === 'agent') return t('header.agent', { name: chat.with.name ?? '', brand: boot.brand.name })
  return t(chat.with.kind === 'bot' ? 'header.bot' : 'header.waiting')
}
