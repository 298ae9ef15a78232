import { useEffect, useRef, useState } from 'react'
import type { InboxRow, Message } from '#conversations/contract'
import { useWords, type Words } from '../i18n/words.tsx'
import { failed } from '../state/deeds.ts'
import type { Talk } from '../state/desk.ts'
import { useReasonRequired } from '../state/directory.ts'
import { useMail } from '../state/mail.ts'
import { type Outgoing, type SendResult, sendReply, writeNote } from '../state/send.ts'
import { tellSent, tellTyping } from '../state/whispers.ts'
import { askApproval } from './approval/deeds.ts'
import { lastDisposition } from './disposition.ts'
import { draftOf, dropDraft, type Kind, keepDraft } from './drafts.ts'
import { leaveForLater, type When } from './later/deeds.ts'
import { asDraft, faultsOf, headOf, type MailFields, untouched, useMailFields } from './mail/use-mail-fields.ts'
import { useWay } from './merge/use-way.ts'
import { filesOf } from './redraft.ts'
import { TEAM } from './use-suggestions.ts'
import { useUploads } from './use-uploads.ts'

/** What follows a reply: stay open, wait for the customer, or solve and go on. */
export type Next = 'stay' | 'wait' | 'solve'
export type Problem = Exclude<SendResult, { state: 'sent' }> & { next: Next }

function useTexts(row: InboxRow, talk: Talk) {
  const [texts, setTexts] = useState<Record<Kind, string>>(() => ({
    reply: draftOf(row.id, 'reply', talk.drafts).text,
    note: draftOf(row.id, 'note', talk.drafts).text,
  }))
  const write = (kind: Kind, text: string) => {
    setTexts((now) => ({ ...now, [kind]: text }))
    keepDraft(row.id, kind, { text })
  }
  const { mail, setMail } = useMailFields(draftOf(row.id, 'reply', talk.drafts).mail)
  const writeMail = (next: MailFields) => {
    setMail(next)
    keepDraft(row.id, 'reply', { mail: asDraft(next) })
  }
  const clear = (kind: Kind) => {
    if (kind === 'reply') setMail(untouched)

    setTexts((now) => ({ ...now, [kind]: '' }))
    dropDraft(row.id, kind)
  }
  return { texts, write, mail, writeMail, clear }
}

/** What stood on the screen is what the answer has seen; while a refusal is shown, only what was seen before it. */
function useSeen(row: InboxRow, talk: Talk, problem: Problem | null) {
  const seen = useRef(row.lastContactSeq)
  const theirs = talk.messages.filter((message) => message.by.kind === 'contact').map((message) => message.seq)
  const shown = Math.max(0, ...theirs)
  useEffect(() => {
    if (problem === null) seen.current = Math.max(seen.current, shown)
  }, [shown, problem])
  const catchUp = () => {
    seen.current = Math.max(seen.current, shown)
  }
  return { seen, catchUp }
}

/** Subject, copies and quote are those of the conversation's own mails. */
function useOut(isOwn: boolean) {
  const { desk } = useMail()
  return isOwn ? (desk?.out ?? null) : null
}

/** Whom a note names and still says by name. */
function namedIn(text: string, mentions: ReadonlyMap<string, string>) {
  const named = [...mentions].filter(([, name]) => text.includes(`@${name}`)).map(([id]) => id)
  return {
    people: named.filter((id) => !id.startsWith(TEAM)),
    teams: named.filter((id) => id.startsWith(TEAM)).map((id) => id.slice(TEAM.length)),
  }
}

/** Now, or, with a time, then. */
const letGo = (row: InboxRow, out: Outgoing, back: () => void, when: When | undefined): Promise<SendResult> =>
  when === undefined ? sendReply(row, out, back) : leaveForLater(row, out, when, back)

/** Is what goes this way read by a colleague first? */
const isRead = ({ supervised }: Talk, visibility: string): boolean =>
  supervised === 'all' || (supervised === 'public' && visibility === 'public')

/** Why it cannot be sent now, in words; null: it can. */
function whyNot(
  t: Words['t'],
  may: Talk['may'][string] | undefined,
  fault: { key: string; what: string } | null,
  files: { busy: boolean; ready: readonly unknown[] },
  text: string,
): string | null {
  if (may?.ok === false) return t(may.why ?? 'why.not-allowed')
  if (fault !== null) return t(fault.key, { what: fault.what })
  if (files.busy) return t('composer.uploading')
  return text.trim() === '' && files.ready.length === 0 ? t('composer.empty') : null
}

export function useComposer(row: InboxRow, talk: Talk, onSolved: () => void) {
  const { t } = useWords()
  const [kind, setKind] = useState<Kind>('reply')
  const { texts, write, mail, writeMail, clear } = useTexts(row, talk)
  const ways = useWay(row, talk)
  const out = useOut(ways.isOwn)
  const files = useUploads(row.brand)
  const [mentions, setMentions] = useState<ReadonlyMap<string, string>>(new Map())
  const [problem, setProblem] = useState<Problem | null>(null)
  const asks = isRead(talk, ways.way.visibility)
  const required = useReasonRequired(row.brand)
  const [asking, setAsking] = useState(false)
  const { seen, catchUp } = useSeen(row, talk, problem)
  const text = texts[kind]
  const faults = faultsOf(mail)
  const fault = kind === 'reply' && out !== null ? (faults.cc ?? faults.bcc ?? null) : null
  const why = whyNot(t, talk.may[kind], fault, files, text)

  const send = (next: Next, when?: When, reason?: string | null) => {
    if (why !== null) return
    const sure = reason === undefined ? lastDisposition(row.brand) : reason
    if (next === 'solve' && reason === undefined && sure === null && required) return setAsking(true)
    const sent = { text: text.trim(), attachments: files.ready }
    const before = files.uploads
    const head = kind === 'reply' ? headOf(mail, out) : null
    const back = () => {
      write(kind, sent.text)
      if (kind === 'reply') writeMail(mail)
      files.restore(before)
    }
    clear(kind)
    files.clear()
    setProblem(null)
    tellSent(row.id)
    const disposition = next === 'solve' ? sure : null
    const leaving = { ...sent, next, disposition, mail: head, seenSeq: seen.current, way: ways.way }
    const ask = asks ? askApproval : letGo
    const going = kind === 'note' ? writeNote(row, sent, namedIn(sent.text, mentions)) : ask(row, leaving, back, when)
    void going.then((result) => {
      if (result.state === 'sent') return
      back()
      setProblem({ ...result, next })
    })
    if (kind === 'note') setMentions(new Map())
    else if (next === 'solve' && !asks) onSolved()
  }
  /** Under what is written already, with its files. */
  const restore = async (message: Message) => {
    setKind('reply')
    write('reply', [texts.reply.trim(), message.text].filter(Boolean).join('\n\n'))
    files.add(await filesOf(message))
  }
  return {
    kind,
    asks,
    asking,
    setAsking,
    setKind,
    restore: (message: Message) => void restore(message).catch(failed),
    text,
    out,
    ways,
    mail,
    writeMail,
    files,
    problem,
    why,
    send,
    sendAnyway: (next: Next) => {
      catchUp()
      send(next)
    },
    dismiss: () => setProblem(null),
    mention: (id: string, name: string) => setMentions((now) => new Map(now).set(id, name)),
    type: (next: string) => {
      write(kind, next)
      tellTyping(row.id, kind === 'note' ? 'noting' : 'typing')
    },
  }
}
