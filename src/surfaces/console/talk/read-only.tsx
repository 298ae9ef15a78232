import { useWords } from '../i18n/words.tsx'
import { useDesk, useRow } from '../state/inbox.ts'
import { MailContext, useMailOf } from '../state/mail.ts'
import { Button } from '../ui/button.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import { Log } from './log.tsx'
import { TalkId } from './mail/frame.tsx'
import css from './talk.module.css'
import { useOpened } from './use-opened.ts'

/** A conversation to be read, where nothing is answered: who reads here has not read it as its advisor. */
export function ReadOnlyTalk({ id }: { id: string }) {
  const { t } = useWords()
  const { state, load } = useOpened(id)
  const row = useRow(id)
  const talk = useDesk((desk) => desk.talks.get(id))
  const mail = useMailOf(row, talk)
  if (state === 'gone') return <Empty glyph="lock" title={t('talk.gone')} />
  if (row === undefined || talk === undefined)
    return state === 'failed' ? (
      <div className={css.pad}>
        <ErrorBox actions={<Button onPress={load}>{t('again')}</Button>}>{t('talk.failed')}</ErrorBox>
      </div>
    ) : (
      <Skeleton lines={8} label={t('loading')} />
    )
  return (
    <MailContext value={mail}>
      <TalkId value={id}>
        <div className={css.talk}>
          <Log key={id} row={row} talk={talk} />
        </div>
      </TalkId>
    </MailContext>
  )
}
