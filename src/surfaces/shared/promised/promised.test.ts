import { expect, test } from 'vitest'
import { promisedIn } from './promised.ts'

// A Tuesday morning, by the reader's own clock.
const now = new Date(2026, 5, 9, 10, 0)
const at = (day: number, hour: number, minute = 0): Date => new Date(2026, 5, day, hour, minute)

test.each([
  ['en', 'Thanks. I will call you tomorrow at 3pm.', 'call', at(10, 15)],
  ['en', "We'll refund the amount by Friday.", 'refund', at(12, 18)],
  ['en', 'We will send you the settings within 30 minutes.', 'settings', at(9, 10, 30)],
  ['en', 'A technician will visit you on Monday.', 'visit', at(15, 18)],
  ['en', 'We will send you a new SIM in 3 days.', 'device', at(12, 10)],
  ['en', 'I will get back to you.', 'answer', at(10, 10)],
  ['fr', 'Je vous rappelle demain à 15h30.', 'call', at(10, 15, 30)],
  ['fr', 'Vous serez remboursé sous 5 jours.', 'refund', at(14, 10)],
  ['fr', 'Un technicien passera vendredi.', 'visit', at(12, 18)],
  ['fr', 'Nous reviendrons vers vous dans 2 heures.', 'answer', at(9, 12)],
  ['nl', 'Ik bel u morgen terug.', 'call', at(10, 18)],
  ['nl', 'We betalen het bedrag binnen 5 dagen terug.', 'refund', at(14, 10)],
  ['nl', 'Een monteur komt donderdag langs.', 'visit', at(11, 18)],
  ['es', 'Le llamaremos mañana a las 11.', 'call', at(10, 11)],
  ['es', 'Un técnico pasará el viernes.', 'visit', at(12, 18)],
  ['es', 'Le responderemos en 24 horas.', 'answer', at(10, 10)],
  ['pl', 'Oddzwonię jutro o 14:00.', 'call', at(10, 14)],
  ['pl', 'Zwrócimy pieniądze w ciągu 5 dni.', 'refund', at(14, 10)],
  ['pl', 'Technik przyjedzie w piątek.', 'visit', at(12, 18)],
  ['ro', 'Vă sunăm mâine la 15:00.', 'call', at(10, 15)],
  ['ro', 'Un tehnician va veni vineri.', 'visit', at(12, 18)],
  ['ro', 'Revenim în 2 ore.', 'answer', at(9, 12)],
  ['ar', 'سنتصل بك غدًا.', 'call', at(10, 18)],
  ['ar', 'سيزورك الفني يوم الجمعة.', 'visit', at(12, 18)],
  ['ar', 'سنعيد المبلغ خلال 5 أيام.', 'refund', at(14, 10)],
])('%s: %s', (lang, text, kind, due) => {
  expect(promisedIn(text, now, lang)).toMatchObject({ kind, what: text.replace(/^Thanks\. /, ''), due })
  // Whatever language the conversation is in.
  expect(promisedIn(text, now, null)?.kind).toBe(kind)
})

test.each([
  ['en', 'Can you call us back tomorrow?'],
  ['en', 'Did the technician visit you?'],
  ['en', 'Is it all right when we will call you tomorrow?'],
  ['en', 'Please restart the router and tell me whether it helps.'],
  ['en', 'I called you yesterday.'],
  ['en', 'You can call us on Monday.'],
  ['fr', 'Merci de nous rappeler demain.'],
  ['nl', 'Kunt u ons morgen bellen?'],
  ['es', 'Puede llamarnos mañana.'],
  ['pl', 'Proszę zadzwonić jutro.'],
  ['ro', 'Ne puteți suna mâine.'],
  ['ar', 'هل اتصلت بنا أمس؟'],
])('%s promises nothing: %s', (lang, text) => {
  expect(promisedIn(text, now, lang)).toBeNull()
})
