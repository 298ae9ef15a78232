import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { type Board, putInto } from '../state/board.ts'
import { useQueues } from '../state/directory.ts'
import { useNow } from '../state/now.ts'
import { useMe } from '../state/session.ts'
import css from './board.module.css'
import { Items } from './items.tsx'

/** What waits in each queue: how many, how long the first, and who would come next. */
export function Queues({ board }: { board: Board }) {
  const { t, text, formats } = useWords()
  const { brands } = useMe()
  const now = useNow()
  const names = useQueues()
  return (
    <section className={css.queues} aria-label={t('nav.queues')}>
      <h2>{t('board.waits')}</h2>
      {board.queues.map((queue) => {
        const known = names.find((each) => each.id === queue.id)
        const brand = brands.length > 1 ? brands.find((each) => each.id === known?.brand)?.name : undefined
        const own = text(known?.name)
        const name = brand === undefined || brand === own ? own : `${brand} · ${own}`
        const items = board.items.filter((item) => item.queue === queue.id && item.state === 'waiting')
        const rest = queue.waiting - items.length
        return (
          <article key={queue.id} className={css.card} aria-label={name}>
            <header className={css.cardHead}>
              <h3 dir="auto">{name}</h3>
              <span className={css.wait}>
                {queue.oldest === null
                  ? t('board.nobody')
                  : t('board.waiting', { n: queue.waiting, span: formats.span(now - Date.parse(queue.oldest)) })}
              </span>
            </header>
            <Items
              board={board}
              label={t('board.waitsIn', { queue: name })}
              items={items}
              none={t('board.drop.queue')}
              onArrive={(item) => void putInto(item, { id: queue.id, name })}
            />
            {rest > 0 ? (
              <Link href={to.inbox(`queue:${queue.id}`)} className={css.rest}>
                {t('board.more', { n: rest })}
              </Link>
            ) : null}
          </article>
        )
      })}
    </section>
  )
}
