import { useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { useCommands } from '../../keys/use-commands.ts'
import { useAgents } from '../../state/directory.ts'
import { useNow } from '../../state/now.ts'
import { useMe, usePermission } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Attachments } from '../attachments.tsx'
import css from '../later/later.module.css'
import { approve, giveBack, type Proposal, takeToComposer } from './deeds.ts'

interface Props {
  row: InboxRow
  proposal: Proposal
}

/** A reply that waits for a colleague's word, or was given back: whose it is, since when, what can be done. */
export function ProposalCard({ row, proposal }: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const { agent } = useMe()
  const approves = usePermission('conversation.approve')
  const agents = useAgents()
  const nameOf = (id: string | null) => agents.find((each) => each.id === id)?.name ?? ''
  const own = proposal.by === agent.id
  const waits = proposal.state === 'waiting'
  const head = waits
    ? t(own ? 'approval.waits.own' : 'approval.waits', {
        name: nameOf(proposal.by),
        when: formats.when(proposal.at, now),
      })
    : t(own ? 'approval.returned.own' : 'approval.returned', {
        name: nameOf(proposal.by),
        by: nameOf(proposal.decidedBy),
      })
  return (
    <section className={css.card} data-stopped={!waits || undefined} aria-label={t('approval.card')}>
      <p className={css.head}>
        <Glyph name={waits ? 'clock' : 'undo'} size={13} />
        <span>{head}</span>
      </p>
      {proposal.remark === null ? null : (
        <p className={css.text} dir="auto">
          <b>{proposal.remark}</b>
        </p>
      )}
      {proposal.text === '' ? null : (
        <p className={css.text} dir="auto">
          {proposal.text}
        </p>
      )}
      <Attachments attachments={proposal.attachments} />
      {own ? (
        <p className={css.deeds}>
          <Button look="link" onPress={() => void takeToComposer(row, proposal)}>
            {t('later.edit')}
          </Button>
        </p>
      ) : approves && waits ? (
        <Word row={row} proposal={proposal} />
      ) : null}
    </section>
  )
}

/** What whoever approves can do: let it go, make it better first, or give it back. */
function Word({ row, proposal }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState<'change' | 'return' | null>(null)
  const go = () => void approve(row, proposal)
  useCommands({ 'approval.give': go, 'approval.return': () => setOpen('return') })
  return (
    <p className={css.deeds}>
      <Button look="primary" keys="shift+Y" onPress={go}>
        {t('approval.give')}
      </Button>
      <Button onPress={() => setOpen('change')}>{t('approval.change')}</Button>
      <Button keys="shift+U" onPress={() => setOpen('return')}>
        {t('approval.return')}
      </Button>
      {open === null ? null : <WordDialog what={open} row={row} proposal={proposal} onClose={() => setOpen(null)} />}
    </p>
  )
}

function WordDialog({ what, row, proposal, onClose }: Props & { what: 'change' | 'return'; onClose: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState(what === 'change' ? proposal.text : '')
  const say = () => (what === 'change' ? approve(row, proposal, text) : giveBack(row, proposal, text.trim()))
  return (
    <FormDialog
      title={t(`approval.${what}`)}
      verb={t(what === 'change' ? 'approval.give' : 'approval.return')}
      wide
      disabledBecause={text.trim() === '' ? t(`approval.${what}.empty`) : null}
      onClose={onClose}
      onSubmit={() => void say().then((did) => did && onClose())}
    >
      <Field
        label={t(what === 'change' ? 'approval.text' : 'approval.remark')}
        hint={t(`approval.${what}.hint`)}
        value={text}
        onChange={setText}
        rows={6}
        maxLength={what === 'change' ? 10_000 : 1_000}
        autoFocus
      />
    </FormDialog>
  )
}
