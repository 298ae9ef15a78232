import { useState } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { type Board, type BoardItem, boardTold, giveTo } from '../state/board.ts'
import { lowerHand } from '../state/hands.ts'
import { useNow } from '../state/now.ts'
import { useMe } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import css from './board.module.css'
import { Whisper } from './whisper.tsx'

/** Hands that are up, longest first: nothing is more urgent for who leads. */
export function Hands({ board }: { board: Board }) {
  const { t } = useWords()
  const raised = board.items
    .filter((item) => item.hand !== null)
    .sort((one, other) => (one.hand?.at ?? '').localeCompare(other.hand?.at ?? ''))
  if (raised.length === 0) return null
  return (
    <section className={css.hands} aria-label={t('board.hands')}>
      <h2>{t('board.hands')}</h2>
      <ul>
        {raised.map((item) => (
          <Raised key={item.id} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Raised({ item }: { item: BoardItem }) {
  const { t, formats } = useWords()
  const { agent } = useMe()
  const now = useNow()
  const [, go] = useLocation()
  const [whispering, setWhispering] = useState(false)
  const { hand, card } = item
  if (hand === null) return null
  const open = () => go(to.conversation('all', item.id))
  const helped = () => void lowerHand(item.id).then(boardTold)
  return (
    <li className={css.raised}>
      <Glyph name="hand" />
      <span className={css.raisedBy}>
        {t('board.hand.by', { name: hand.by.name, contact: card?.contact || (card?.reference ?? '') })}
        <span className={css.wait}> · {formats.span(now - Date.parse(hand.at))}</span>
      </span>
      <Button onPress={open}>{t('board.open')}</Button>
      <Button onPress={() => setWhispering(true)}>{t('board.whisper')}</Button>
      <Button onPress={() => void giveTo(item, agent).then(open)}>{t('board.takeOver')}</Button>
      <Button look="quiet" onPress={helped}>
        {t('board.helped')}
      </Button>
      {whispering ? <Whisper conversation={item.id} agent={hand.by} onClose={() => setWhispering(false)} /> : null}
    </li>
  )
}
