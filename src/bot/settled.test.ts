import { describe, expect, test } from 'vitest'
import { readPhrases } from './phrases.ts'
import { earOf } from './recognise.ts'
import { type Settled, settledBy } from './settled.ts'

const all = readPhrases()
const hears = (lang: string, text: string): Settled => {
  const phrases = all.get(lang)
  if (phrases === undefined) throw new Error(`no words in ${lang}`)
  return settledBy(earOf(phrases).settled, text)
}

/** As customers write it; none of these lines stands in any list. */
const settled: Record<string, string[]> = {
  en: [
    'Perfect, that was it',
    'ok works thanks',
    'Great, solved 👍',
    'yes found it, thank you',
    'Brilliant, it is working again, many thanks!',
    'all sorted now cheers',
    'that fixed it',
    'Thanks so much, the code worked straight away',
    'thanksss 🙏',
  ],
  fr: [
    'Parfait, c’était ça',
    'ok ça marche merci',
    'Super, c’est réglé 👍',
    'oui trouvé, merci',
    'Nickel, tout refonctionne, bonne journée',
    'C’est bon, j’ai trouvé, un grand merci à vous',
    'le problème est résolu, merci pour votre aide',
    'merciii beaucoup',
  ],
  nl: [
    'Perfect, dat was het',
    'ok werkt merci',
    'Super, opgelost 👍',
    'ja gevonden, bedankt',
    'Top, alles werkt weer, fijne dag nog',
    'het is gelukt hoor, hartelijk bedankt',
    'Dat is duidelijk, dank je',
    'probleem opgelost dankzij jullie',
  ],
  es: [
    'Perfecto, era eso',
    'ok ya va, gracias',
    'Genial, arreglado 👍',
    'sí, ya lo veo, gracias',
    'Ya funciona todo, muchísimas gracias por la ayuda',
    'problema resuelto, buen día',
    'vale, encontrado, mil gracias',
    'graciasss',
  ],
  pl: [
    'Super, już działa, dziękuję',
    'Wszystko jasne, dzięki!',
    'problem rozwiązany, miłego dnia',
    'udało się, wielkie dzięki',
    'tak, to było to',
    'pomogło, dziękuję za szybką odpowiedź',
    'Ok, znalazłam 👍',
  ],
  ro: [
    'Perfect, acum merge, mulțumesc mult',
    's-a rezolvat, mersi',
    'gata, am găsit',
    'Super, funcționează din nou, o zi bună',
    'e clar acum, multumesc frumos',
    'problema este rezolvată, vă mulțumesc pentru ajutor',
  ],
  ar: [
    'تمام، اشتغل الآن شكرا',
    'انحلت المشكلة، شكرًا جزيلًا',
    'ممتاز، وجدته',
    'الحمد لله كل شيء يعمل',
    'شكرا لكم على المساعدة',
    'طيب فهمت، يعطيك العافية',
  ],
}
const open: Record<string, string[]> = {
  en: [
    'No, that is not my question',
    'did that already, no change',
    'doesnt help',
    'I read the article but I do not have that menu',
    'it is still not solved, thanks for nothing',
    'works on wifi only',
    'thanks, and how do I change my plan',
    'when will it be fixed',
    'is it solved?',
    'I want this solved',
    'the app works but the box is dead',
    'Great, I found the router light is red',
    'my internet is slow',
  ],
  fr: [
    'Non, ce n’est pas ma question',
    'déjà fait, ça ne change rien',
    'ça m’aide pas',
    'J’ai lu l’article mais je n’ai pas ce menu',
    'ça marche toujours pas merci',
    'Toujours pas résolu, super',
    'merci, et comment changer de forfait',
    'ça marche seulement dans le salon',
  ],
  nl: [
    'Nee, dat vroeg ik niet',
    'al gedaan, maakt niks uit',
    'helpt niet',
    'Ik heb het artikel gelezen maar dat menu heb ik niet',
    'nog altijd niet opgelost',
    'het werkt alleen boven',
    'bedankt, en hoe lang duurt dat',
  ],
  es: [
    'No, no preguntaba eso',
    'ya lo he hecho y sigue igual',
    'no me sirve',
    'He leído el artículo pero a mí no me sale ese menú',
    'sigue sin estar resuelto, gracias',
    'funciona solo a veces',
    'gracias, y cuándo se renueva',
  ],
  pl: [
    'nie działa',
    'nadal nierozwiązane, dzięki',
    'działa tylko czasami',
    'dzięki, a kiedy będzie naprawione',
    'dziękuję, ale to nie pomogło',
  ],
  ro: [
    'nu merge',
    'tot nu s-a rezolvat, mersi',
    'merge doar uneori',
    'mulțumesc, dar cum schimb abonamentul',
    'merge foarte încet',
  ],
  ar: ['لم تنحل المشكلة', 'ما اشتغل', 'شكرا لكن لا يعمل', 'شكرا، متى يعمل', 'يعمل أحيانا فقط'],
}

describe.each(Object.keys(settled))('%s', (lang) => {
  test('thanks and "solved" are heard, however they are said', () => {
    expect(settled[lang]?.filter((text) => hears(lang, text) === null)).toEqual([])
  })
  test('what is not solved, or asks for more, never passes for it', () => {
    expect(open[lang]?.filter((text) => hears(lang, text) !== null)).toEqual([])
  })
  test('no word says both', () => {
    const { recognise } = all.get(lang) ?? { recognise: { done: [], soft: [], around: [], unsettled: [] } }
    const good = new Set([...recognise.done, ...recognise.soft, ...recognise.around])
    expect(recognise.unsettled.filter((word) => good.has(word))).toEqual([])
  })
})

test('thanks alone, a hand and nothing at all', () => {
  expect(hears('en', 'thank you so much')).toBe('thanks')
  expect(hears('en', '👍')).toBe('soft')
  expect(hears('en', '')).toBeNull()
})
