import { memo, useEffect } from 'react'
import { useWords } from '../i18n/words.tsx'
import { forgetAhead } from '../keys/type-ahead.ts'
import { useAwaited } from '../keys/use-commands.ts'
import { afterFrame } from '../state/after-frame.ts'
import { markRead } from '../state/deeds.ts'
import { useDesk, useRow } from '../state/inbox.ts'
import { MailContext, useMailOf } from '../state/mail.ts'
import { useVisible } from '../state/visible.ts'
import { useTellViewing } from '../state/whispers.ts'
import { Button } from '../ui/button.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { BatonCard } from './baton/card.tsx'
import { Composer } from './composer.tsx'
import { Head } from './head.tsx'
import { Log } from './log.tsx'
import { TalkId } from './mail/frame.tsx'
import { Merged } from './merge/merged.tsx'
import { OpenChats } from './open-chats.tsx'
import { SpamStrip } from './spam/strip.tsx'
import { SplitStrips } from './split/strips.tsx'
import css from './talk.module.css'
import { useOpened } from './use-opened.ts'

interface Props {
  id: string
  onBack: () => void
  onContext: () => void
  onNext: () => void
  onOpen: (id: string) => void
}

/** What stands on the visible screen is read. */
function useReading(id: string): void {
  const visible = useVisible()
  const newest = useDesk((desk) => desk.talks.get(id)?.messages.at(-1)?.seq ?? 0)
  // Once it is drawn: to say so must not hold it up.
  useEffect(() => (visible && newest > 0 ? afterFrame(() => markRead(id, newest)) : undefined), [id, visible, newest])
  useTellViewing(id, visible)
}

export const TalkPane = memo(function TalkPane({ id, onBack, onContext, onNext, onOpen }: Props) {
  const { t } = useWords()
  const { state, load } = useOpened(id)
  const row = useRow(id)
  const talk = useDesk((desk) => desk.talks.get(id))
  useReading(id)
  const mail = useMailOf(row, talk)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed for one conversation is for no other
  useEffect(() => forgetAhead, [id])
  useAwaited(['talk.reply', 'talk.note'], state === 'loading' && (row === undefined || talk === undefined))
  if (state === 'gone') {
    return (
      <Empty glyph="lock" title={t('talk.gone')}>
        <Button onPress={onBack}>{t('back')}</Button>
      </Empty>
    )
  }
  if (row === undefined || talk === undefined) {
    return state === 'failed' ? (
      <div className={css.pad}>
        <ErrorBox actions={<Button onPress={load}>{t('again')}</Button>}>{t('talk.failed')}</ErrorBox>
      </div>
    ) : (
      <Skeleton lines={8} label={t('loading')} />
    )
  }
  return (
    <MailContext value={mail}>
      <TalkId value={id}>
        <div className={css.talk}>
          <Head
            row={row}
            may={talk.may}
            followed={talk.followed}
            onBack={onBack}
            onContext={onContext}
            onNext={onNext}
            onOpen={onOpen}
          />
          <BatonCard row={row} />
          <Merged row={row} talk={talk} onOpen={onOpen} />
          <SplitStrips row={row} talk={talk} onOpen={onOpen} />
          <SpamStrip row={row} />
          <OpenChats now={id} onOpen={onOpen} />
          <Log key={id} row={row} talk={talk} />
          <Composer key={`c-${id} ${talk.ways.map((way) => way.id).join()}`} row={row} talk={talk} onSolved={onNext} />
        </div>
      </TalkId>
    </MailContext>
  )
})
