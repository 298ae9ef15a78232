import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { useCommands } from '../keys/use-commands.ts'
import { to } from '../paths.ts'
import { call, type Out } from '../state/api.ts'
import { useContactTold } from '../state/contacts.ts'
import { useNow } from '../state/now.ts'
import { Button } from '../ui/button.tsx'
import { Choose } from '../ui/field.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import css from './contacts.module.css'

type Page = Out<'GET /api/v1/contacts/:id/timeline'>
export type Entry = Page['items'][number]

interface Shown {
  page: Page | null
  failed: boolean
}

/** The entries read so far; from the newest again when the stream tells of the contact. */
function useTimeline(contact: string, kind: string, channel: string) {
  const [{ page, failed }, setShown] = useState<Shown>({ page: null, failed: false })
  const asked = useRef(0)
  const read = (after: string | null) => {
    asked.current += 1
    const mine = asked.current
    const query = { ...(kind !== '' && { kind }), ...(channel !== '' && { channel }), ...(after !== null && { after }) }
    void call('GET /api/v1/contacts/:id/timeline', { params: { id: contact }, query }).then(
      (next) => {
        // An older question's answer is no answer to the one that is asked now.
        if (mine !== asked.current) return
        setShown((now) => ({
          page: after === null || now.page === null ? next : { ...next, items: [...now.page.items, ...next.items] },
          failed: false,
        }))
      },
      () => mine === asked.current && setShown((now) => ({ ...now, failed: true })),
    )
  }
  const again = useRef(() => {})
  again.current = () => read(null)
  const [reload] = useState(() => () => again.current())
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew for another contact or another choice
  useEffect(() => reload(), [contact, kind, channel])
  useContactTold(contact, reload)
  return { page, failed, reload, more: page?.next == null ? null : () => read(page.next) }
}

/** All that happened with this customer, over all channels, newest first; j and k walk through it. */
export function PersonTimeline({ contact }: { contact: string }) {
  const { t } = useWords()
  const [kind, setKind] = useState('')
  const [channel, setChannel] = useState('')
  const { page, failed, reload, more } = useTimeline(contact, kind, channel)
  const list = useRef<HTMLOListElement>(null)
  const walk = (step: number) => () => {
    const lines = [...(list.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
    const at = lines.findIndex((line) => line === document.activeElement)
    lines[Math.max(0, Math.min(lines.length - 1, at + step))]?.focus()
  }
  useCommands({ 'row.next': walk(1), 'row.previous': walk(-1) })
  return (
    <section className={css.part} aria-label={t('chronicle')}>
      <header className={css.head}>
        <h2>{t('chronicle')}</h2>
        <div className={css.filters}>
          <Choose
            label={t('chronicle.kind')}
            hideLabel
            value={kind}
            onChange={setKind}
            options={['', ...(page?.kinds ?? [])].map((id) => ({ id, label: t(`chronicle.kind.${id || 'all'}`) }))}
          />
          <Choose
            label={t('chronicle.channel')}
            hideLabel
            value={channel}
            onChange={setChannel}
            options={['', ...(page?.channels ?? [])].map((id) => ({
              id,
              label: id === '' ? t('chronicle.channel.all') : t(`channel.${channelKind(id)}`),
            }))}
          />
        </div>
      </header>
      {failed ? (
        <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>
          {t('panel.failed', { what: t('chronicle') })}
        </ErrorBox>
      ) : null}
      {page === null ? failed ? null : <Skeleton lines={5} label={t('loading')} /> : null}
      {page?.items.length === 0 ? <p className={css.none}>{t('chronicle.none')}</p> : null}
      {page === null || page.items.length === 0 ? null : (
        <ol ref={list} className={css.list}>
          {page.items.map((entry) => (
            <EntryLine key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {page === null || page.hidden === 0 ? null : (
        <p className={css.none}>{t('chronicle.hidden', { n: page.hidden })}</p>
      )}
      {more === null ? null : <Button onPress={more}>{t('chronicle.more')}</Button>}
    </section>
  )
}

function EntryLine({ entry }: { entry: Entry }) {
  const { t, has, formats } = useWords()
  const now = useNow()
  const { what, at, by, channel, reference, conversation } = entry
  const said = has(`chronicle.${what}`) ? t(`chronicle.${what}`) : what
  const from = [
    channel === null ? null : t(`channel.${channelKind(channel)}`),
    reference,
    by.kind === 'system' ? null : (by.name ?? t(`chronicle.by.${by.kind}`)),
  ].filter((each) => each !== null)
  return (
    <li className={css.item}>
      <span className={css.words}>
        {conversation === null ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that walk the list stop at each entry
          <span data-entry tabIndex={0}>
            {said}
          </span>
        ) : (
          <Link data-entry href={to.conversation('all', conversation)}>
            {said}
          </Link>
        )}
        <span className={css.quiet}>
          <time dateTime={at} title={formats.exact(at)}>
            {formats.when(at, now)}
          </time>
          {from.length === 0 ? '' : ` · ${from.join(' · ')}`}
        </span>
      </span>
    </li>
  )
}
