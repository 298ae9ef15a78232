import { describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Brand } from '#people'
import { decide } from './decide.ts'
import { phrasesFor, readPhrases } from './phrases.ts'
import { earOf } from './recognise.ts'
import type { Room } from './room.ts'
import { speechOf } from './speech.ts'
import { newTalk } from './talk.ts'

const all = readPhrases()
const brand: Brand = {
  id: newId(),
  slug: 'lumo',
  name: 'Lumo',
  languages: [...all.keys()],
  look: { hue: 262, chroma: 0.16, radius: 4 },
  hours: { timeZone: 'UTC', week: [], closedDays: [] },
  firstHolder: 'bot',
  preChat: [],
  greeting: {},
  legal: {},
  rev: 1,
}

function roomWith(lang: string, text: string, more: Partial<Room> = {}): Room {
  const phrases = phrasesFor(all, lang)
  const heard = { text, last: text, ids: [newId<'message'>()], files: 0, before: '' }
  const doors = { openNow: true, opensAgain: null, opensAt: null, waitMinutes: 3 }
  return {
    brand,
    lang,
    all,
    phrases,
    ear: earOf(phrases),
    talk: newTalk,
    heard,
    answers: [],
    chosen: null,
    secrets: [],
    ...doors,
    ...more,
  }
}
const answerTo = (room: Room) => speechOf(room, decide(room))

describe.each([...all])('%s', (lang, { recognise, button, say }) => {
  const firstMessages = [
    recognise.greeting[0] ?? '',
    recognise.thanks[0] ?? '',
    recognise.person[0] ?? '',
    recognise.alarm[0] ?? '',
    'zrgl blorp',
    '',
  ]
  test.each(firstMessages)('the first message says that it is a bot, whatever was written: %s', (text) => {
    const said = answerTo(roomWith(lang, text)).text
    const word = { ar: 'روبوت', pl: 'bot', ro: 'bot' }[lang] ?? 'bot'
    expect(said.toLowerCase()).toContain(word)
    expect(said).toContain('Lumo')
    expect(said).not.toMatch(/[{}]/)
  })
  test('a person is offered in every turn that does not pass on to one', () => {
    for (const text of ['zrgl blorp', recognise.greeting[0] ?? '', recognise.bot[0] ?? '', recognise.goodbye[0] ?? ''])
      expect(answerTo(roomWith(lang, text)).quickReplies.map(({ label }) => label)).toContain(button.person)
  })
  test('at a hand-over it says how long it takes', () => {
    const open = answerTo(roomWith(lang, button.person)).text
    expect(open).toMatch(/3|٣/)
    expect(say.handover).not.toBe('')
  })
  test('and, closed, when somebody is back', () => {
    const closed = roomWith(lang, button.person, { openNow: false, opensAgain: 'WHEN', waitMinutes: null })
    expect(answerTo(closed).text).toContain('WHEN')
  })
})

test('a code that should not have been written is met with a warning', () => {
  expect(answerTo(roomWith('en', 'my puk is 12345678', { secrets: ['puk'] })).text).toContain('do not write passwords')
})

test('several likely answers: the customer chooses, or none of them', () => {
  const answer = (title: string) => ({
    id: newId(),
    title,
    summary: '',
    href: '/b/lumo/help/x',
    lang: 'en',
    score: 0.3,
    sure: false,
  })
  const said = answerTo(
    roomWith('en', 'something about my bill', { answers: [answer('Pay a bill'), answer('Read a bill')] }),
  )
  expect(said.quickReplies.map(({ label }) => label)).toEqual([
    'Pay a bill',
    'Read a bill',
    'None of these',
    'Talk to a person',
  ])
})
