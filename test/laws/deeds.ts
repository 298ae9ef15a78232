import { newId, newToken } from '#kernel/ids'
import {
  after,
  apart,
  askedOf,
  askOutsider,
  askProof,
  askSecure,
  complaint,
  contactByMail,
  contactOf,
  firstWord,
  handOn,
  joinCase,
  label,
  labelled,
  labelledWord,
  mailbox,
  merge,
  newAttribute,
  ofBoth,
  offered,
  onComplaint,
  onFile,
  onPromise,
  otherCase,
  otherContact,
  otherTalk,
  PROOF,
  passBaton,
  promise,
  raise,
  SECURE,
  STANDING,
  secondWord,
  secureForm,
  standing,
  standingAt,
  wordAndLabel,
} from './arrange.ts'
import {
  asStaff,
  assign,
  asVisitor,
  at,
  byAdmin,
  CONVERSATION,
  type Deed,
  drafted,
  later,
  note,
  nothing,
  proposed,
  reply,
  type Stage,
  snooze,
  solve,
  wait,
} from './stage.ts'
import { must } from './world.ts'

/** Every registered verb that touches a conversation, and how it is performed. A new verb belongs here or among those elsewhere. */
export const deeds: Record<string, Deed> = {
  'conversation.reply': { act: reply },
  'conversation.withdraw-reply': {
    before: reply,
    act: (stage) =>
      must(stage.world, stage.actor, `DELETE ${CONVERSATION}/messages/:message`, at(stage, { message: stage.made })),
  },
  'conversation.note': { act: note },
  'side.open': {
    before: nothing(mailbox),
    act: asStaff(`POST ${CONVERSATION}/sides`, (stage) => ({ ...at(stage), body: askedOf(newId()) })),
  },
  'side.write': {
    before: askOutsider,
    act: asStaff(`POST ${CONVERSATION}/sides/:side/messages`, (stage) => ({
      ...at(stage, { side: stage.made }),
      body: { id: newId(), text: 'Thank you' },
    })),
  },
  'mail.begin': {
    before: contactByMail,
    act: asStaff('POST /api/v1/contacts/:id/mails', (stage) => ({
      params: { id: stage.made },
      body: { id: newId(), message: newId(), subject: 'Your bill', text: 'It was wrong', cc: [], bcc: [] },
    })),
  },
  'conversation.snooze': { act: snooze },
  'conversation.unsnooze': { before: nothing(snooze), act: asStaff(`DELETE ${CONVERSATION}/snooze`) },
  'conversation.spam': { act: asStaff(`PUT ${CONVERSATION}/spam`) },
  'conversation.not-spam': {
    before: nothing(asStaff(`PUT ${CONVERSATION}/spam`)),
    act: asStaff(`DELETE ${CONVERSATION}/spam`),
  },
  'conversation.wait': { act: wait },
  'conversation.unwait': { before: nothing(wait), act: asStaff(`DELETE ${CONVERSATION}/pending`) },
  'conversation.merge': {
    before: otherTalk,
    act: asStaff(`PUT ${CONVERSATION}/merged/:other`, (stage) => at(stage, { other: stage.made })),
  },
  'conversation.unmerge': {
    before: async (stage) => {
      const other = await otherTalk(stage)
      await must(stage.world, stage.actor, `PUT ${CONVERSATION}/merged/:other`, at(stage, { other }))
      return other
    },
    act: asStaff(`DELETE ${CONVERSATION}/merged/:other`, (stage) => at(stage, { other: stage.made })),
  },
  'conversation.split': {
    before: secondWord,
    act: asStaff(`PUT ${CONVERSATION}/splits/:split`, (stage) => ({
      ...at(stage, { split: newId() }),
      body: { message: stage.made },
    })),
  },
  'conversation.unsplit': {
    before: async (stage) => {
      const split = newId()
      await must(stage.world, stage.actor, `PUT ${CONVERSATION}/splits/:split`, {
        ...at(stage, { split }),
        body: { message: await secondWord(stage) },
      })
      return split
    },
    act: asStaff(`DELETE ${CONVERSATION}/splits/:split`, (stage) => at(stage, { split: stage.made })),
  },
  'conversation.send-later': { act: nothing(later) },
  'conversation.cancel-later': {
    before: later,
    act: asStaff(`DELETE ${CONVERSATION}/scheduled/:message`, (stage) => at(stage, { message: stage.made })),
  },
  'conversation.redact': {
    before: firstWord,
    act: asStaff(`POST ${CONVERSATION}/messages/:message/redactions`, (stage) => ({
      ...at(stage, { message: stage.made }),
      body: { id: newId(), rev: 1, kind: 'other', whole: true, pieces: [], files: [] },
    })),
  },
  'conversation.share-draft': {
    before: nothing(drafted),
    act: asStaff(`PUT ${CONVERSATION}/drafts/reply/sharing`),
  },
  'conversation.unshare-draft': {
    before: async (stage) => {
      await drafted(stage)
      await must(stage.world, stage.actor, `PUT ${CONVERSATION}/drafts/reply/sharing`, at(stage))
      return undefined
    },
    act: asStaff(`DELETE ${CONVERSATION}/drafts/reply/sharing`),
  },
  'conversation.propose': { act: nothing(proposed) },
  'conversation.take-back-proposal': {
    before: proposed,
    act: asStaff(`DELETE ${CONVERSATION}/proposals/:message`, (stage) => at(stage, { message: stage.made })),
  },
  'conversation.approve': {
    before: proposed,
    act: byAdmin(`PUT ${CONVERSATION}/proposals/:message/approval`, (stage) => ({
      ...at(stage, { message: stage.made }),
      body: { rev: 1, seenSeq: 1 },
    })),
  },
  'conversation.return-proposal': {
    before: proposed,
    act: byAdmin(`PUT ${CONVERSATION}/proposals/:message/return`, (stage) => ({
      ...at(stage, { message: stage.made }),
      body: { rev: 1, remark: 'friendlier' },
    })),
  },
  'conversation.solve': { act: solve },
  'conversation.reopen': { before: nothing(solve), act: asStaff(`DELETE ${CONVERSATION}/solution`) },
  'conversation.set-priority': {
    act: asStaff(`PUT ${CONVERSATION}/priority`, (stage) => ({
      ...at(stage),
      body: { impact: 'interrupted', responsibility: 'ours', why: 'fibre cut' },
    })),
  },
  'conversation.set-attribute': {
    before: ({ world }) => newAttribute(world, 'conversation'),
    act: asStaff(`PUT ${CONVERSATION}/attributes/:attribute`, (stage) => ({
      ...at(stage, { attribute: stage.made }),
      body: { value: 'Mina' },
    })),
  },
  'conversation.add-label': {
    before: label,
    act: asStaff(`PUT ${CONVERSATION}/labels/:label`, (stage) => at(stage, { label: stage.made })),
  },
  'message.add-label': {
    before: wordAndLabel,
    act: asStaff(`PUT ${CONVERSATION}/messages/:message/labels/:label`, ofBoth),
  },
  'message.remove-label': {
    before: labelledWord,
    act: asStaff(`DELETE ${CONVERSATION}/messages/:message/labels/:label`, ofBoth),
  },
  'conversation.remove-label': {
    before: labelled,
    act: asStaff(`DELETE ${CONVERSATION}/labels/:label`, (stage) => at(stage, { label: stage.made })),
  },
  'standing.give': { act: nothing(standing) },
  'standing.end': {
    before: nothing(standing),
    act: async (stage) => must(stage.world, stage.world.care.admin, `DELETE ${STANDING}`, await standingAt(stage)),
  },
  'conversation.assign': { act: assign },
  'conversation.give-back': { before: nothing(assign), act: asStaff(`DELETE ${CONVERSATION}/assignment`) },
  'conversation.transfer': {
    act: asStaff(`PUT ${CONVERSATION}/queue`, (stage) => ({
      ...at(stage),
      body: { queue: stage.world.queues.second },
    })),
  },
  'baton.pass': { act: passBaton },
  'baton.take': {
    before: nothing(async (stage) => {
      await passBaton(stage)
      await assign(stage)
    }),
    act: asStaff(`DELETE ${CONVERSATION}/baton`),
  },
  'offer.accept': {
    before: offered,
    act: asStaff(`PUT ${CONVERSATION}/offer`, (stage) => at(stage)),
  },
  'offer.decline': {
    before: offered,
    act: asStaff(`DELETE ${CONVERSATION}/offer`, (stage) => at(stage)),
  },
  'hand.raise': { before: nothing(assign), act: raise },
  'hand.lower': {
    before: nothing(async (stage) => {
      await assign(stage)
      await raise(stage)
    }),
    act: asStaff(`DELETE ${CONVERSATION}/hand`),
  },
  'case.join': { before: otherCase, act: joinCase },
  'case.split': { before: after(otherCase, joinCase), act: asStaff(`DELETE ${CONVERSATION}/case`) },
  'complaint.make': { act: complaint },
  'complaint.withdraw': { before: complaint, act: onComplaint('DELETE') },
  'complaint.reopen': { before: after(complaint, onComplaint('DELETE')), act: onComplaint('PUT', 'open') },
  'complaint.recommend': { before: complaint, act: onComplaint('PUT', 'recommendation') },
  'complaint.send-letter': {
    before: complaint,
    act: (stage) =>
      onComplaint('POST', 'letters', { id: newId(), kind: 'acknowledgement', text: 'We look into it' })(stage),
  },
  'proof.ask': { before: onFile, act: askProof },
  'proof.withdraw': {
    before: async (stage) => {
      await onFile(stage)
      return askProof(stage)
    },
    act: asStaff(`DELETE ${PROOF}`, (stage) => at(stage, { proof: stage.made })),
  },
  'secure-form.ask': { before: (stage) => secureForm(stage), act: askSecure },
  'secure-form.withdraw': {
    before: async (stage) => askSecure({ ...stage, made: await secureForm(stage) }),
    act: asStaff(`DELETE ${SECURE}`, (stage) => at(stage, { request: stage.made })),
  },
  'promise.make': { act: promise },
  'promise.withdraw': { before: promise, act: onPromise('DELETE') },
  'promise.keep': { before: promise, act: onPromise('PUT', 'kept', { proof: 'called at ten' }) },
  'promise.fail': { before: after(promise, solve), act: onPromise('PUT', 'failed') },
  'promise.reopen': { before: after(promise, onPromise('PUT', 'failed')), act: onPromise('PUT', 'open') },
  'promise.pass': { before: promise, act: onPromise('PUT', 'owner', { owner: null }) },
  'paper.send': {
    act: asStaff(`POST ${CONVERSATION}/letters`, (stage) => ({
      ...at(stage),
      body: { id: newId(), to: 'Amina Benali', text: 'Voici', seenSeq: 100 },
    })),
  },
  'transfer.ask': { act: handOn },
  'transfer.withdraw': { before: nothing(handOn), act: asStaff(`DELETE ${CONVERSATION}/transfer`) },
  'case.give-link': { act: asStaff(`PUT ${CONVERSATION}/case/link`) },
  'case.keep-apart': { before: otherCase, act: apart('PUT') },
  'case.compare-again': { before: after(otherCase, apart('PUT')), act: apart('DELETE') },
  'work-item.next': { act: asStaff('POST /api/v1/work-items/next', () => ({ body: { id: newId() } })) },
  'presence.set': {
    before: nothing(async (stage) => {
      await must(stage.world, stage.actor, 'PUT /api/v1/presence', { body: { state: 'available' } })
      await assign(stage)
    }),
    // Whoever leaves gives their work back.
    act: asStaff('PUT /api/v1/presence', () => ({ body: { state: 'offline' } })),
  },
  'chat.start': {
    act: ({ world }) => {
      const message = { id: newId(), text: 'another one writes' }
      const body = { id: newId(), token: `sbv_${newToken()}`, brand: 'lumo', lang: 'fr', message }
      return must(world, null, 'POST /api/v1/chat/conversations', { body })
    },
  },
  'conversation.import': {
    act: (stage) => {
      const ago = (minutes: number) =>
        new Date(stage.world.care.app.clock.now().getTime() - minutes * 60_000).toISOString()
      const body = {
        id: newId(),
        brand: stage.world.care.lumo,
        channel: 'chat.web',
        lang: 'fr',
        contact: { handle: newId(), name: 'Amina' },
        startedWith: 'queue',
        messages: [{ id: newId(), at: ago(50), by: { kind: 'contact' }, text: 'Bonjour' }],
        solvedAt: ago(40),
        csat: { askedAt: ago(39), score: 4, answeredAt: ago(30) },
      }
      return must(stage.world, stage.actor, 'POST /api/v1/conversation-imports', { body })
    },
  },
  'chat.write': {
    before: nothing(solve),
    act: asVisitor('POST /api/v1/chat/messages', () => ({ body: { id: newId(), text: 'Encore' } })),
  },
  'chat.ask-for-person': { act: asVisitor('PUT /api/v1/chat/person') },
  'chat.give-address': {
    act: asVisitor('PUT /api/v1/chat/address', () => ({ body: { email: 'amina@mail.example' } })),
  },
  'chat.name-case': { act: asVisitor('PUT /api/v1/chat/case') },
  'chat.forget': { act: asVisitor('DELETE /api/v1/chat/conversation') },
  'form.submit': {
    act: ({ world }) => {
      const person = { name: 'Inès', email: 'ines@mail.example', topic: 'bill', message: 'My bill is wrong' }
      return must(world, null, 'POST /api/v1/contact-forms', {
        body: { id: newId(), brand: 'lumo', lang: 'fr', ...person },
      })
    },
  },
  'survey.answer': {
    before: async (stage) => {
      await reply(stage)
      await solve(stage)
      await stage.world.care.settle()
      // It is asked a little later.
      stage.world.care.app.clock.advance({ minutes: 10 })
      await stage.world.care.settle()
      const { survey } = (await must(stage.world, stage.visitor, 'GET /api/v1/chat/survey')) as {
        survey: { id: string } | null
      }
      return survey?.id
    },
    act: asVisitor('PUT /api/v1/chat/survey/:id', (stage) => ({ params: { id: stage.made }, body: { score: 5 } })),
  },
  'contact.rename': {
    before: contact,
    act: asStaff('PUT /api/v1/contacts/:id/name', (stage) => ({
      params: { id: stage.made },
      body: { name: 'Amina Diallo' },
    })),
  },
  'contact.merge': {
    before: otherContact,
    act: async (stage) => merge(stage, stage.made, await contactOf(stage)),
  },
  'contact.unmerge': {
    before: async (stage) => {
      const into = await otherContact(stage)
      return `${into} ${await merge(stage, into, await contactOf(stage))}`
    },
    act: async (stage) => {
      const [id = '', merge = ''] = stage.made.split(' ')
      return must(stage.world, stage.world.care.admin, 'DELETE /api/v1/contacts/:id/merges/:merge', {
        params: { id, merge },
      })
    },
  },
  'contact.erase': {
    before: contact,
    act: asStaff('DELETE /api/v1/contacts/:id', (stage) => ({ params: { id: stage.made } })),
  },
  // Not verbs of the registry, and yet others see what they do.
  'read by an advisor': { act: asStaff(`PUT ${CONVERSATION}/read`, (stage) => ({ ...at(stage), body: { seq: 1 } })) },
  'put back to unread': {
    before: nothing(asStaff(`PUT ${CONVERSATION}/read`, (stage) => ({ ...at(stage), body: { seq: 1 } }))),
    act: asStaff(`PUT ${CONVERSATION}/unread`, (stage) => ({ ...at(stage), body: { seq: 1 } })),
  },
  'read by the visitor': {
    before: reply,
    act: asVisitor('PUT /api/v1/chat/read', () => ({ body: { seq: 2 } })),
  },
  'the bot falls silent': {
    before: nothing(async ({ world, visitor }) => {
      const { pool } = world.care.app.app.database
      await pool.query(`update conversations.inbox_row set holder = 'bot', rev = rev + 1 where conversation_id = $1`, [
        visitor.id,
      ])
    }),
    act: async ({ world }) => {
      world.care.app.clock.advance({ seconds: 30 })
      await world.care.settle()
    },
  },
}

function contact(stage: Stage): Promise<string> {
  return contactOf(stage)
}
