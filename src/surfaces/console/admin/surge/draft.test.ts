import { expect, test } from 'vitest'
import { draftOf, lackingIn, newDraft, switchesOf } from './draft.ts'

test('what was left empty is no switch, and a plan that is opened and saved stays what it was', () => {
  expect(switchesOf({ ...newDraft('b'), banner: { fr: ' ', nl: '' } })).toEqual({})
  const switches = {
    overflow: [{ from: 'q', to: 'r', percent: 40 }],
    banner: { fr: 'Panne' },
    massAnswer: { text: { fr: 'Bientôt' }, queues: ['q'] },
    callBack: { text: { fr: 'On vous rappelle' }, queues: [], minutes: 240 },
    surveysPaused: true,
  }
  expect(switchesOf(draftOf({ id: 'p', brand: 'b', name: { fr: 'Panne' }, switches, on: null, rev: 1 }))).toEqual(
    switches,
  )
})

test('a name, a share of 1 to 100, and two queues are needed', () => {
  const named = { ...newDraft('b'), name: { fr: 'Panne' } }
  const share = (percent: string, to = 'r') => ({ ...named, shares: [{ from: 'q', to, percent }] })
  expect([lackingIn(newDraft('b')), lackingIn(named), lackingIn(share('100'))]).toEqual([
    'surge.lacking.name',
    null,
    null,
  ])
  expect(['', '0', '101', '4.5', 'x'].map((percent) => lackingIn(share(percent)))).toEqual(
    Array(5).fill('surge.lacking.percent'),
  )
  expect(lackingIn(share('10', 'q'))).toBe('surge.lacking.queues')
})
