import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useFacts } from '../context/facts.ts'
import { useWords } from '../i18n/words.tsx'
import { channelKind, PriorityMark } from '../inbox/marks.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { accept, alertOf, decline, dropOffer, type Offer, offers } from '../state/offers.ts'
import { useMe } from '../state/session.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { channelGlyph, Glyph } from '../ui/glyph.tsx'
import { Ring } from '../ui/ring.tsx'
import css from './offers.module.css'

const SHOWN = 3

/** What one is offered: who writes, why it came here, and how long it stays. The first is answered by key. */
export function Offers() {
  const { t } = useWords()
  const [, go] = useLocation()
  const open = useStore(offers, (now) => now)
  const first = open[0]
  const take = (id: string) => void accept(id).then((mine) => mine && go(to.conversation('mine', id)))
  useCommands({
    'offer.accept': first === undefined ? null : () => take(first.id),
    'offer.decline': first === undefined ? null : () => void decline(first.id),
  })
  useTitle(open.length)
  if (open.length === 0) return null
  return (
    <section className={css.stack} aria-label={t('offers')} role="log" aria-live="assertive">
      {open.slice(0, SHOWN).map((offer) => (
        <Card key={offer.id} offer={offer} first={offer === first} onAccept={() => take(offer.id)} />
      ))}
      {open.length > SHOWN ? <p className={css.more}>{t('offers.more', { n: open.length - SHOWN })}</p> : null}
    </section>
  )
}

/** The window's name says it, for who works in another. */
function useTitle(count: number): void {
  const { t } = useWords()
  const mark = count === 0 ? '' : `(${t('offers.title', { n: count })}) `
  useEffect(() => {
    if (mark === '') return
    document.title = mark + document.title
    return () => {
      document.title = document.title.replace(mark, '')
    }
  }, [mark])
}

function Card({ offer, first, onAccept }: { offer: Offer; first: boolean; onAccept: () => void }) {
  const { t, text, formats } = useWords()
  const { brands } = useMe()
  const why = useFacts(offer.facts)
  const { row, queue } = offer
  const name = row.contact.name === '' ? t('contact.unnamed') : row.contact.name
  const brand = brands.length > 1 ? brands.find((each) => each.id === row.brand)?.name : undefined
  const kind = channelKind(row.channel)
  useEffect(() => alertOf(t('offer.for', { name }), text(queue.name)), [t, text, name, queue])
  return (
    <article className={css.card} aria-label={t('offer.for', { name })}>
      <header className={css.head}>
        <strong className={css.name} dir="auto">
          {name}
        </strong>
        <PriorityMark priority={row.priority} />
        <Left offer={offer} />
      </header>
      <p className={css.facts}>
        <Glyph name={channelGlyph(kind)} size={12} /> {t(`channel.${kind}`)} ·{' '}
        {brand === undefined ? '' : `${brand} · `}
        {text(queue.name)}
        {row.lang === null ? '' : ` · ${formats.language(row.lang)}`}
      </p>
      <p className={css.words} dir="auto">
        {row.lastText}
      </p>
      <p className={css.why}>{why.length === 0 ? null : formats.list(why)}</p>
      <div className={css.acts}>
        <Button onPress={() => void decline(offer.id)} {...(first && { keys: 'shift+D' })}>
          {t('offer.decline')}
        </Button>
        <Button look="primary" onPress={onAccept} {...(first && { keys: 'shift+I' })}>
          {t('offer.accept')}
        </Button>
      </div>
    </article>
  )
}

const SOON = 10_000

/** This computer's clock may be wrong: what it says is taken where it makes sense, else the whole time counts from now. */
const endOf = (until: number, whole: number): number => {
  const left = until - Date.now()
  return left > 0 && left <= whole ? until : Date.now() + whole
}

/** Counts down; at its end the card goes, because the server has asked somebody else. */
function Left({ offer: { id, at, until } }: { offer: Offer }) {
  const { formats } = useWords()
  const whole = Date.parse(until) - Date.parse(at)
  const [ends] = useState(() => endOf(Date.parse(until), whole))
  const [now, setNow] = useState(() => Date.now())
  const left = Math.max(0, ends - now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (left === 0) dropOffer(id)
  }, [left, id])
  return (
    <span className={css.left} role="timer" aria-live="off">
      <Ring part={1 - left / whole} tone={left < SOON ? 'bad' : 'calm'}>
        {formats.span(left)}
      </Ring>
    </span>
  )
}
