import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { useNow } from '../state/now.ts'
import { Button } from '../ui/button.tsx'
import { channelGlyph, Glyph } from '../ui/glyph.tsx'
import own from './case.module.css'
import { type Case, splitOff } from './deeds.ts'

interface Props {
  talk: Case['conversations'][number]
  mine: Case
  /** It is the one on the screen. */
  here: boolean
  onOpen: (id: string) => void
  reload: () => void
}

/** A conversation of the case: where, how it stands, how it came here. */
export function TalkLine({ talk, mine, here, onOpen, reload }: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const kind = channelKind(talk.channel)
  const said = `${t(`channel.${kind}`)} · ${t(`status.${talk.status}`)}`
  const line = (
    <>
      <Glyph name={channelGlyph(kind)} size={12} />
      <span className={own.line}>
        {said}
        {talk.subject === null ? '' : `: ${talk.subject}`}
      </span>
      <span className={own.at}>{formats.short(talk.lastAt, now)}</span>
    </>
  )
  return (
    <li className={own.talk}>
      {here ? (
        <p className={own.here} aria-current="true">
          {line}
        </p>
      ) : (
        <button type="button" className={own.open} onClick={() => onOpen(talk.id)}>
          {line}
        </button>
      )}
      <p className={own.how}>
        {talk.assignee === null ? '' : `${talk.assignee.name} · `}
        {t(`case.by.${talk.joinedBy}`, { reference: talk.reference })}
        {talk.stranger ? ` · ${t('case.stranger', { name: talk.contact.name || t('contact.unnamed') })}` : ''}{' '}
        {talk.may.split.ok ? (
          <Button look="link" onPress={() => void splitOff(talk.id, mine, reload)}>
            {t('case.splitOff')}
          </Button>
        ) : null}
      </p>
    </li>
  )
}
