import { useMemo, useRef, useState } from 'react'
import { type Found, promisedIn } from '../../shared/promised/promised.ts'
import { useWords } from '../i18n/words.tsx'
import { useCommands, useKeysOf } from '../keys/use-commands.ts'
import type { Talk } from '../state/desk.ts'
import { useNow } from '../state/now.ts'
import { Button } from '../ui/button.tsx'
import { make } from './deeds.ts'
import { PromiseDialog } from './dialog.tsx'
import css from './promises.module.css'

interface Props {
  conversation: string
  /** What is being written to the customer. */
  text: string
  lang: string | null
  talk: Talk
}

/** What the text promises; once it is sent it is still offered, and what was taken or refused is not offered again. */
function useOffer({ text, lang, talk }: Props): [Found | null, (found: Found) => void] {
  const [handled, setHandled] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<Found | null>(null)
  const found = useMemo(() => (text.trim() === '' ? null : promisedIn(text, new Date(), lang)), [text, lang])
  if (found !== null) last.current = found
  const sent = found === null && text.trim() === '' && wasSent(talk, last.current) ? last.current : found
  const offered = sent !== null && !handled.has(sent.what) ? sent : null
  return [offered, ({ what }) => setHandled((now) => new Set([...now, what]))]
}

const wasSent = ({ sending, messages }: Talk, found: Found | null): boolean =>
  found !== null &&
  [...messages.slice(-3), ...sending].some(({ by, text }) => by.kind === 'agent' && text.includes(found.what))

/** Above what is written: what it promises, kept by one key; a promise of one's own by the same key where none is offered. */
export function PromiseOffer(props: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const [offered, handle] = useOffer(props)
  const [open, setOpen] = useState(false)
  const keys = useKeysOf('promise.accept')
  const may = props.talk.may.reply?.ok !== false
  const accept = async () => {
    if (offered === null) return
    const { kind, what, due } = offered
    if (await make(props.conversation, { kind, what, due: due.toISOString() })) handle(offered)
  }
  useCommands({
    'talk.promise': may ? () => (offered === null ? setOpen(true) : void accept()) : null,
    'promise.accept': offered === null ? null : () => void accept(),
  })
  const close = () => setOpen(false)
  return (
    <>
      {offered === null ? null : (
        <div className={css.offer} role="status">
          <span className={css.offered}>
            {t('promise.offer', {
              kind: t(`promise.kind.${offered.kind}`),
              when: formats.when(offered.due.getTime(), now),
            })}
          </span>
          <Button keys={keys} onPress={() => void accept()}>
            {t('promise.make')}
          </Button>
          <Button look="link" onPress={() => setOpen(true)}>
            {t('promise.change')}
          </Button>
          <Button look="link" onPress={() => handle(offered)}>
            {t('promise.none')}
          </Button>
        </div>
      )}
      {open ? (
        <PromiseDialog
          conversation={props.conversation}
          from={offered}
          onClose={close}
          onMade={() => {
            if (offered !== null) handle(offered)
            close()
          }}
        />
      ) : null}
    </>
  )
}
