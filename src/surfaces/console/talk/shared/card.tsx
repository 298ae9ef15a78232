import type { ConversationView, InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useAgents } from '../../state/directory.ts'
import { useNow } from '../../state/now.ts'
import { draftMessage } from '../../state/send.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import css from '../later/later.module.css'
import { redraft } from '../redraft.ts'

interface Props {
  row: InboxRow
  draft: ConversationView['shared'][number]
}

/** What a colleague is writing and lets others read; it can be taken over, and stays theirs. */
export function SharedDraft({ row, draft }: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const name = useAgents().find(({ id }) => id === draft.by)?.name ?? ''
  const take = () => redraft(draftMessage(row, draft.by, { text: draft.text, attachments: [] }, row.visibility))
  return (
    <section className={css.card} aria-label={t('shared.card', { name })}>
      <p className={css.head}>
        <Glyph name="pen" size={13} />
        <span>{t('shared.writes', { name, when: formats.when(draft.at, now) })}</span>
      </p>
      <p className={css.text} dir="auto">
        {draft.text}
      </p>
      <p className={css.deeds}>
        <Button look="link" onPress={take}>
          {t('shared.take')}
        </Button>
      </p>
    </section>
  )
}
