/** Everything that can be done by key or from the palette: name, usual keys, and where it stands in the help. */
export interface CommandSpec {
  keys: string
  group: 'move' | 'answer' | 'handle' | 'go' | 'screen'
  /** Works while a field has the focus. */
  inFields?: true
  /** Again and again while the key is held down. */
  repeats?: true
  /** Leads into a field: what is typed from now on is for it. */
  writes?: true
}
const move = (keys: string): CommandSpec => ({ keys, group: 'move' })
const walk = (keys: string): CommandSpec => ({ keys, group: 'move', repeats: true })
const handle = (keys: string): CommandSpec => ({ keys, group: 'handle' })
const go = (keys: string): CommandSpec => ({ keys, group: 'go' })
const screen = (keys: string): CommandSpec => ({ keys, group: 'screen' })

export const commands = {
  'row.next': walk('j'),
  'row.previous': walk('k'),
  'row.open': move('Enter'),
  'row.select': move('x'),
  'row.selectRange': move('shift+X'),
  'pane.back': move('Escape'),
  'list.showNew': move('.'),
  'list.filter': move('/'),
  'message.next': walk(']'),
  'message.previous': walk('['),
  'work.next': move(' '),
  'briefing.read': handle('shift+R'),
  'offer.accept': handle('shift+I'),
  'offer.decline': handle('shift+D'),
  'talk.reply': { keys: 'r', group: 'answer', writes: true },
  'talk.note': { keys: 'n', group: 'answer', writes: true },
  'talk.voice': { keys: 'm', group: 'answer' },
  'talk.send': { keys: 'mod+Enter', group: 'answer', inFields: true },
  'talk.sendWait': { keys: 'mod+alt+Enter', group: 'answer', inFields: true },
  'talk.sendSolveNext': { keys: 'mod+shift+Enter', group: 'answer', inFields: true },
  'talk.sendLater': { keys: 'mod+shift+L', group: 'answer', inFields: true },
  'talk.share': { keys: 'mod+shift+S', group: 'answer', inFields: true },
  'talk.translate': handle('b'),
  'talk.translateDraft': { keys: 'mod+shift+E', group: 'answer', inFields: true },
  'talk.redraft': { keys: 'd', group: 'answer' },
  'talk.solve': handle('e'),
  'talk.spam': handle('h'),
  'talk.snooze': handle('s'),
  'talk.pending': handle('shift+S'),
  'talk.hand': handle('w'),
  'talk.assign': handle('a'),
  'talk.take': handle('i'),
  'talk.label': handle('l'),
  'talk.priority': handle('p'),
  'talk.transfer': handle('t'),
  'talk.baton': handle('shift+T'),
  'talk.unread': handle('u'),
  'talk.follow': handle('f'),
  'talk.case': handle('c'),
  'case.join': handle('shift+J'),
  'case.complaint': handle('shift+L'),
  'talk.verify': handle('v'),
  'talk.secure': handle('g f'),
  'talk.review': handle('g x'),
  'talk.promise': handle('y'),
  'approval.give': handle('shift+Y'),
  'approval.return': handle('shift+U'),
  'promise.accept': { keys: 'mod+shift+Y', group: 'answer', inFields: true },
  'knowledge.open': handle('shift+K'),
  'talk.outsider': handle('shift+O'),
  'talk.merge': handle('shift+G'),
  'talk.split': handle('shift+B'),
  'talk.redact': handle('shift+Z'),
  'contact.edit': handle('shift+N'),
  'contact.mail': handle('shift+W'),
  'contact.merge': handle('shift+M'),
  'contact.consent': handle('shift+C'),
  'contact.mandate': handle('shift+A'),
  'contact.standing': handle('shift+V'),
  'contact.same': handle('shift+H'),
  'contact.notSame': handle('shift+E'),
  'talk.attributes': { keys: 'shift+Q', group: 'handle', writes: true },
  'contact.note': { keys: 'shift+F', group: 'handle', writes: true },
  undo: handle('z'),
  'go.today': go('g t'),
  'go.queue': go('g q'),
  'go.mine': go('g m'),
  'go.all': go('g a'),
  'go.contacts': go('g c'),
  'go.reports': go('g r'),
  'go.settings': go('g s'),
  'go.board': go('g b'),
  'go.notices': go('g n'),
  'go.promises': go('g p'),
  'go.approvals': go('g v'),
  'go.complaints': go('g k'),
  'go.reviews': go('g w'),
  'screen.palette': { keys: 'mod+k', group: 'screen', inFields: true },
  'screen.help': screen('?'),
  'screen.context': screen('o'),
  'screen.presence': screen('shift+P'),
  ...Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`chat.${n + 1}`, move(String(n + 1))])),
} satisfies Record<string, CommandSpec>
export type CommandId = string

const specs: Readonly<Record<string, CommandSpec>> = commands
export const commandSpec = (id: CommandId): CommandSpec | undefined => specs[id]
export const keysOf = (id: CommandId, changed: Readonly<Record<string, string>>): string =>
  changed[id] ?? specs[id]?.keys ?? ''
