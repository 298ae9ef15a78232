import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import css from './context.module.css'
import { Failed, Waiting } from './context.tsx'

type Data = NonNullable<Out<'GET /api/v1/conversations/:id/panels/:panel'>>
type Entry = Data['items'][number]

/** A panel another module offers, in one of four shapes. */
export function Panel({ conversation, name }: { conversation: string; name: string }) {
  const { t, has } = useWords()
  const { data, error, loading, reload } = useResource(`panel ${conversation} ${name}`, () =>
    call('GET /api/v1/conversations/:id/panels/:panel', { params: { id: conversation, panel: name } }),
  )
  const what = has(`panel.${name}`) ? t(`panel.${name}`) : name
  if (data === null && error !== null) return <Failed what={what} onAgain={reload} />
  if (data === null) return loading ? <Waiting /> : null
  if (data.items.length === 0) return null
  return (
    <section>
      <h2 className={css.head}>{has(data.title) ? t(data.title) : data.title}</h2>
      <Shape data={data} />
    </section>
  )
}

function Shape({ data }: { data: Data }) {
  const { t, has } = useWords()
  const say = (text: string) => (has(text) ? t(text) : text)
  if (data.shape === 'facts') {
    return (
      <dl className={css.facts}>
        {data.items.map((item) => (
          <FactLine
            key={`${item.label}${item.value}`}
            label={say(item.label)}
            value={say(item.value)}
            hint={item.hint}
          />
        ))}
      </dl>
    )
  }
  if (data.shape === 'chart') return <BarsOf items={data.items} />
  return (
    <ul className={css.list}>
      {data.items.map((item) => (
        <li key={`${item.at ?? ''}${item.label}${item.value}`}>
          <EntryLine item={item} say={say} />
        </li>
      ))}
    </ul>
  )
}

const FactLine = ({ label, value, hint }: { label: string; value: string; hint: string | undefined }) => (
  <>
    <dt>{label}</dt>
    <dd>
      {value}
      {hint === undefined ? null : <span className={css.hint}> {hint}</span>}
    </dd>
  </>
)

function EntryLine({ item, say }: { item: Entry; say: (text: string) => string }) {
  const { formats } = useWords()
  const now = useNow()
  const first = item.at === undefined ? say(item.label) : formats.short(item.at, now)
  const rest = item.at === undefined ? say(item.value) : `${say(item.label)} ${say(item.value)}`
  const inside = (
    <>
      <span>{first}</span>
      <span className={css.text} title={item.hint}>
        {rest}
      </span>
    </>
  )
  return item.href === undefined ? (
    <p className={css.entry}>{inside}</p>
  ) : (
    <a className={css.entry} href={item.href}>
      {inside}
    </a>
  )
}

function BarsOf({ items }: { items: readonly Entry[] }) {
  const most = Math.max(1, ...items.map((item) => Number.parseFloat(item.value) || 0))
  return (
    <div className={css.bars}>
      {items.map((item) => (
        <BarLine
          key={item.label}
          label={item.label}
          value={item.value}
          share={(Number.parseFloat(item.value) || 0) / most}
        />
      ))}
    </div>
  )
}
const BarLine = ({ label, value, share }: { label: string; value: string; share: number }) => (
  <>
    <span>{label}</span>
    <span className={css.track}>
      <i style={{ inlineSize: `${share * 100}%` }} />
    </span>
    <span>{value}</span>
  </>
)
