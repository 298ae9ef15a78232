import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { usePresenceName } from '../shell/presence.tsx'
import { call } from '../state/api.ts'
import { type Board, boardTold, giveTo } from '../state/board.ts'
import { failed } from '../state/deeds.ts'
import { useNow } from '../state/now.ts'
import { usePresenceStates } from '../state/presence.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { PresenceDot } from '../ui/presence-dot.tsx'
import css from './board.module.css'
import { Items } from './items.tsx'

type Person = Board['agents'][number]

/** Who is there, what they hold of their room, and what they work on. */
export function People({ board }: { board: Board }) {
  const { t } = useWords()
  return (
    <section className={css.people} aria-label={t('board.people')}>
      <h2>{t('board.people')}</h2>
      {board.agents.length === 0 ? <p className={css.none}>{t('board.people.none')}</p> : null}
      <div className={css.grid}>
        {board.agents.map((person) => (
          <Card key={person.id} board={board} person={person} />
        ))}
      </div>
      {board.more > 0 ? <p className={css.none}>{t('board.people.more', { n: board.more })}</p> : null}
    </section>
  )
}

function Card({ board, person }: { board: Board; person: Person }) {
  const { t } = useWords()
  const items = board.items.filter((item) => item.agent === person.id && (item.state !== 'waiting' || item.offered))
  const full = person.load >= person.capacity
  return (
    <article className={css.card} aria-label={person.name}>
      <header className={css.cardHead}>
        <h3 dir="auto">{person.name}</h3>
        <State person={person} />
      </header>
      <div className={css.load}>
        <meter
          min={0}
          max={Math.max(1, person.capacity)}
          value={Math.min(person.load, person.capacity)}
          aria-label={t('presence.load', { load: person.load, capacity: person.capacity })}
        />
        <span className={css.wait}>
          {person.load}/{person.capacity}
          {full && person.capacity > 0 ? ` · ${t('board.full')}` : ''}
        </span>
      </div>
      <Items
        board={board}
        label={t('board.worksOn', { name: person.name })}
        items={items}
        none={t('board.drop.person')}
        onArrive={(item) => void giveTo(item, person)}
      />
    </article>
  )
}

/** What they are doing, since when; whoever leads them may set it. */
function State({ person }: { person: Person }) {
  const { t, text, formats } = useWords()
  const now = useNow()
  const states = usePresenceStates()
  const name = usePresenceName(person, states)
  const may = usePermission('presence.set')
  const [open, setOpen] = useState(false)
  const label = (
    <>
      <PresenceDot state={person.state} /> {name}
      <span className={css.wait}> · {formats.span(now - Date.parse(person.since))}</span>
    </>
  )
  if (!may) return <span className={css.state}>{label}</span>
  const set = (id: string) => {
    const own = states.find((state) => state.id === id)
    const body =
      own === undefined ? { state: id === 'offline' ? ('offline' as const) : ('available' as const) } : { as: id }
    void call('PUT /api/v1/agents/:id/presence', { params: { id: person.id }, body }).then(boardTold, failed)
  }
  const choices = [
    { id: 'available', label: t('presence.available') },
    ...states.map((state) => ({ id: state.id, label: text(state.name) })),
    { id: 'offline', label: t('presence.offline') },
  ]
  return (
    <Menu
      label={t('board.setPresence', { name: person.name })}
      choices={choices}
      onChoose={set}
      isOpen={open}
      onOpenChange={setOpen}
    >
      <Button look="quiet">{label}</Button>
    </Menu>
  )
}
