import type { InboxRow } from '#conversations/contract'
import own from '../cases/case.module.css'
import css from '../context/context.module.css'
import { useWords } from '../i18n/words.tsx'
import { runCommand } from '../keys/use-commands.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useNow } from '../state/now.ts'
import { usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { type Item, useSecureForms, type View, withdrawForm } from './secure-form.ts'
import lines from './secure-forms.module.css'

const tones: Record<Item['state'], Tone> = {
  asked: 'info',
  opened: 'info',
  given: 'info',
  delivered: 'good',
  rejected: 'bad',
  undelivered: 'bad',
  declined: 'warn',
  expired: 'plain',
  withdrawn: 'plain',
}
const MOST = 3

/** What the customer was asked to give on a page of their own, and whether it arrived: never what it was. */
export function SecureFormCard({ row }: { row: InboxRow }) {
  const { t } = useWords()
  const { data, reload } = useSecureForms(row.id, row.lastContactSeq)
  if (data === null || (data.items.length === 0 && data.typed === null)) return null
  const waits = data.items.some(({ state }) => state === 'asked' || state === 'opened')
  return (
    <section aria-labelledby="secure-card">
      <h2 className={css.head} id="secure-card">
        {t('secure.card')}
      </h2>
      <div className={lines.lines}>
        {data.typed === null ? null : <Typed typed={data.typed} mayAsk={data.may.ask.ok && !waits} />}
        {data.items.slice(0, MOST).map((item) => (
          <Line key={item.id} conversation={row.id} item={item} reload={reload} />
        ))}
      </div>
      {data.items.length === 0 || waits || !data.may.ask.ok ? null : (
        <div className={own.deeds}>
          <Button look="link" onPress={() => runCommand('talk.secure')}>
            {t('secure.again')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Typed({ typed, mayAsk }: { typed: NonNullable<View['typed']>; mayAsk: boolean }) {
  const { t } = useWords()
  const redacts = usePermission('conversation.redact')
  const actions = (
    <>
      {mayAsk ? (
        <Button look="quiet" onPress={() => runCommand('talk.secure')}>
          {t('secure.typed.ask')}
        </Button>
      ) : null}
      {redacts ? (
        <Button look="quiet" onPress={() => runCommand('talk.redact')}>
          {t('secure.typed.redact')}
        </Button>
      ) : null}
    </>
  )
  return (
    <ErrorBox tone="warn" actions={actions}>
      {t(`secure.typed.${typed.kind}`)}
    </ErrorBox>
  )
}

interface LineProps {
  conversation: string
  item: Item
  reload: () => void
}
function Line({ conversation, item, reload }: LineProps) {
  const { t, text, formats } = useWords()
  const now = useNow()
  const late = (item.state === 'asked' || item.state === 'opened') && Date.parse(item.expiresAt) <= now
  const state = late ? 'expired' : item.state
  const when = formats.when(item.givenAt ?? item.openedAt ?? item.askedAt, now)
  const until = formats.when(item.deliverBy ?? item.expiresAt, now)
  const withdraw = () =>
    void withdrawForm(conversation, item.id).then(() => {
      showBar({ text: 'secure.withdrawn' })
      reload()
    }, failed)
  return (
    <div>
      <p>
        <strong>{text(item.form.name)}</strong> <Tag tone={tones[state]}>{t(`secure.state.${state}`)}</Tag>
      </p>
      <p>{t(`secure.is.${state}`, { when, until })}</p>
      {item.trouble === null ? null : <p className={css.hint}>{t('secure.trouble', { code: item.trouble })}</p>}
      {item.reference === null ? null : (
        <p>
          {t('secure.reference')} <bdi>{item.reference}</bdi>
        </p>
      )}
      {item.ending === null ? null : <p>{t('secure.ending', { ending: item.ending })}</p>}
      <p className={css.hint}>
        {t('secure.by', { name: item.askedBy ?? t('by.system'), when: formats.when(item.askedAt, now) })}
      </p>
      {state === 'asked' || state === 'opened' ? (
        <div className={own.deeds}>
          <Button look="link" onPress={withdraw}>
            {t('secure.withdraw')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
