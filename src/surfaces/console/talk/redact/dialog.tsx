import { useState } from 'react'
import type { InboxRow, Message } from '#conversations/contract'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { call, type Out } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { happen, openTalk, takeRow } from '../../state/inbox.ts'
import { useResource } from '../../state/resource.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { Choose } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox, Skeleton } from '../../ui/states.tsx'
import type { Box } from './boxes.ts'
import { Files, type FilesMarked } from './files.tsx'
import css from './redact.module.css'
import { Words } from './words.tsx'

const kinds = ['card', 'account', 'document', 'code', 'health', 'person', 'other'] as const
type Kind = (typeof kinds)[number]
export type Redactable = Out<'GET /api/v1/conversations/:id/messages/:message/redactable'>

interface Props {
  row: InboxRow
  /** Newest first. */
  messages: readonly Message[]
  /** The message that had the focus. */
  first: string
  onClose: () => void
}

/** Takes something out of a message for good: which message, what of it, and what kind it was. */
export function RedactDialog({ row, messages, first, onClose }: Props) {
  const { t, formats } = useWords()
  const [message, setMessage] = useState(first)
  const read = useResource(`redactable ${row.id} ${message}`, () =>
    call('GET /api/v1/conversations/:id/messages/:message/redactable', { params: { id: row.id, message } }),
  )
  return read.data === null ? (
    <FormDialog title={t('redact')} disabledBecause={t('loading')} onClose={onClose} onSubmit={() => undefined}>
      {read.error === null ? (
        <Skeleton label={t('loading')} />
      ) : (
        <ErrorBox actions={<Button onPress={read.reload}>{t('again')}</Button>}>{toldBy(read.error, t)}</ErrorBox>
      )}
    </FormDialog>
  ) : (
    <Marking
      key={`${message} ${read.data.rev}`}
      id={row.id}
      message={message}
      of={read.data}
      onAgain={read.reload}
      onClose={onClose}
    >
      <Choose
        label={t('redact.message')}
        value={message}
        onChange={setMessage}
        options={messages.map((each) => ({
          id: each.id,
          label: `${formats.clock(each.at)} · ${each.text.slice(0, 60) || t('redact.file')}`,
        }))}
      />
    </Marking>
  )
}

interface MarkingProps {
  id: string
  message: string
  of: Redactable
  onAgain: () => void
  onClose: () => void
  children: React.ReactNode
}
function Marking({ id, message, of, onAgain, onClose, children }: MarkingProps) {
  const { t } = useWords()
  const [pieces, setPieces] = useState<readonly string[]>(of.findings.map(({ text }) => text))
  const [files, setFiles] = useState<FilesMarked>(new Map())
  const [kind, setKind] = useState<Kind>(of.findings[0]?.kind ?? 'other')
  const [told, setTold] = useState<string | null>(null)
  const [request] = useState(uuid7)
  const nothing = pieces.length === 0 && files.size === 0
  const save = () => {
    setTold(null)
    const body = { id: request, rev: of.rev, kind, ...asked(of, pieces, files) }
    const route = 'POST /api/v1/conversations/:id/messages/:message/redactions'
    void call(route, { params: { id, message }, body }).then(
      (answer) => {
        happen({ type: 'message', message: answer.message })
        takeRow(answer.row)
        void openTalk(id)
        showBar({ text: 'redact.done' })
        onClose()
      },
      (error: unknown) => {
        setTold(toldBy(error, t))
        onAgain()
      },
    )
  }
  return (
    <FormDialog
      title={t('redact')}
      verb={t('redact.verb')}
      wide
      disabledBecause={nothing ? t('redact.nothing') : null}
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <p className={css.warning}>{t('redact.warning')}</p>
      {children}
      {of.text === '' ? null : <Words text={of.text} pieces={pieces} onPieces={setPieces} />}
      {of.files.length === 0 ? null : <Files files={of.files} marked={files} onMarked={setFiles} />}
      <Choose
        label={t('redact.kind')}
        value={kind}
        onChange={(chosen) => setKind(kinds.find((each) => each === chosen) ?? 'other')}
        options={kinds.map((each) => ({ id: each, label: t(`redact.kind.${each}`) }))}
      />
    </FormDialog>
  )
}

/** All of the text marked is the whole message. */
function asked(of: Redactable, pieces: readonly string[], files: FilesMarked) {
  const whole = pieces.includes(of.text)
  return {
    whole,
    pieces: whole ? [] : [...pieces],
    files: [...files].map(([file, boxes]): { id: string; boxes: Box[] } => ({ id: file, boxes: [...boxes] })),
  }
}
