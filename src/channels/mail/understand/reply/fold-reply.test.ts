import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldReply } from './fold-reply.ts'

const QUOTE = '> Can you tell us when it began?\n> Regards'

/** The line above a quote as programs write it, by language. */
const INTRODUCTIONS: readonly [string, string][] = [
  ['en, Gmail', 'On Thu, Nov 5, 2026 at 10:12 AM Care <care@operator.example> wrote:'],
  ['en, Gmail wrapped', 'On Thu, Nov 5, 2026 at 10:12 AM Care of a long name indeed <\ncare@operator.example> wrote:'],
  ['en, Apple', 'On 5 Nov 2026, at 10:12, Care <care@operator.example> wrote:'],
  ['en, Thunderbird', 'On 11/5/26 10:12, Care wrote:'],
  ['en, Zoho', '---- On Thu, 05 Nov 2026 10:12:36 +0530 Care <care@operator.example> wrote ----'],
  ['de, Gmail', 'Am Do., 5. Nov. 2026 um 10:12 Uhr schrieb Care <care@operator.example>:'],
  ['de, Thunderbird', 'Am 05.11.26 um 10:12 schrieb Care:'],
  ['fr, Gmail', 'Le jeu. 5 nov. 2026 à 10:12, Care <care@operator.example> a écrit :'],
  ['fr, Apple', 'Le 5 nov. 2026 à 10:12, Care <care@operator.example> a écrit :'],
  ['nl, Gmail', 'Op do 5 nov 2026 om 10:12 schreef Care <care@operator.example>:'],
  ['nl, Apple', 'Op 5 nov. 2026, om 10:12 heeft Care <care@operator.example> het volgende geschreven:'],
  ['es, Gmail', 'El jue, 5 nov 2026 a las 10:12, Care (<care@operator.example>) escribió:'],
  ['pt, Gmail', 'Em qui., 5 de nov. de 2026 às 10:12, Care <care@operator.example> escreveu:'],
  ['it, Gmail', 'Il giorno gio 5 nov 2026 alle ore 10:12 Care <care@operator.example> ha scritto:'],
  ['pl, Gmail', 'czw., 5 lis 2026 o 10:12 Care <care@operator.example> napisał(a):'],
  ['pl, Thunderbird', 'W dniu 5.11.2026 o 10:12, Care pisze:'],
  ['ro, Gmail', 'În joi, 5 nov. 2026 la 10:12, Care <care@operator.example> a scris:'],
  ['ar, Gmail', 'في الخميس، 5 نوفمبر 2026 في 10:12 ص تمت كتابة ما يلي بواسطة Care <care@operator.example>:\u200f'],
  ['ar, Apple', 'في ٥ نوفمبر ٢٠٢٦، الساعة ١٠:١٢، كتب Care <care@operator.example>:'],
  ['sv', 'Den tors 5 nov. 2026 kl 10:12 skrev Care <care@operator.example>:'],
  ['da', 'Den tor. 5. nov. 2026 kl. 10.12 skrev Care <care@operator.example>:'],
  ['fi', 'to 5. marrask. 2026 klo 10.12 Care (care@operator.example) kirjoitti:'],
  ['cs', 'čt 5. 11. 2026 v 10:12 odesílatel Care <care@operator.example> napsal:'],
  ['hu', 'Care <care@operator.example> ezt írta (időpont: 2026. nov. 5., Cs, 10:12):'],
  ['tr', 'Care <care@operator.example>, 5 Kas 2026 Per, 10:12 tarihinde şunu yazdı:'],
  ['ru', 'чт, 5 нояб. 2026 г. в 10:12, Care <care@operator.example>:'],
  ['ru, older', '05.11.2026 10:12 пользователь "Care" <care@operator.example> написал:'],
  ['zh', 'Care <care@operator.example> 于2026年11月5日周四 10:12写道：'],
  ['ja', '2026年11月5日(木) 10:12 Care <care@operator.example>:'],
  ['ko', '2026년 11월 5일 (목) 오전 10:12, Care <care@operator.example>님이 작성:'],
  ['no verb', '2026-11-05 10:12 GMT+01:00 Care <care@operator.example>:'],
]

describe('the line above a quote', () => {
  test.each(INTRODUCTIONS)('%s', (_, line) => {
    const { visible, quoted } = foldReply(`It began on Monday.\n\n${line}\n\n${QUOTE}`)
    expect(visible).toBe('It began on Monday.')
    expect(quoted).toContain('when it began')
    expect(quoted).toContain('operator.example'.slice(0, line.includes('operator.example') ? 16 : 0))
  })
})

/** Header lines above a mail that is answered without quote signs, by language. */
const HEADERS: readonly [string, string][] = [
  ['en', 'From: Care <care@operator.example>\nSent: Thursday, November 5, 2026 10:12 AM\nTo: Anna\nSubject: Your line'],
  ['en, bold', '*From:* Care\n*Sent:* Thursday, November 5, 2026\n*To:* Anna\n*Subject:* Your line'],
  [
    'de',
    'Von: Care <care@operator.example>\nGesendet: Donnerstag, 5. November 2026 10:12\nAn: Anna\nBetreff: Ihre Leitung',
  ],
  ['fr', 'De : Care <care@operator.example>\nEnvoyé : jeudi 5 novembre 2026 10:12\nÀ : Anna\nObjet : Votre ligne'],
  [
    'nl',
    'Van: Care <care@operator.example>\nVerzonden: donderdag 5 november 2026 10:12\nAan: Anna\nOnderwerp: Uw lijn',
  ],
  [
    'es',
    'De: Care <care@operator.example>\nEnviado: jueves, 5 de noviembre de 2026 10:12\nPara: Anna\nAsunto: Su línea',
  ],
  ['pt', 'De: Care\nEnviado: quinta-feira, 5 de novembro de 2026\nPara: Anna\nAssunto: A sua linha'],
  ['it', 'Da: Care\nInviato: giovedì 5 novembre 2026\nA: Anna\nOggetto: La sua linea'],
  ['pl', 'Od: Care <care@operator.example>\nWysłano: czwartek, 5 listopada 2026\nDo: Anna\nTemat: Linia'],
  ['ro', 'De la: Care\nTrimis: joi, 5 noiembrie 2026\nCătre: Anna\nSubiect: Linia'],
  ['ar', 'من: Care\nتم الإرسال: الخميس 5 نوفمبر\nإلى: Anna\nالموضوع: الخط'],
  ['a divider', '-----Original Message-----\nFrom: Care'],
  ['a divider, fr', "-----Message d'origine-----\nDe : Care"],
  ['a divider, de', '-----Ursprüngliche Nachricht-----\nVon: Care'],
  ['a rule and two', '________________________________\nFrom: Care\nSent: Thursday'],
]

test.each(HEADERS)('header lines, %s', (_, block) => {
  const { visible, quoted } = foldReply(`It began on Monday.\nThank you\n\n${block}\n\nCan you tell us when it began?`)
  expect(visible).toBe('It began on Monday.\nThank you')
  expect(quoted).toContain('when it began')
})

test.each([
  ['en', 'Sent from my iPhone'],
  ['en', 'Get Outlook for Android'],
  ['de', 'Von meinem iPhone gesendet'],
  ['fr', 'Envoyé de mon iPhone'],
  ['nl', 'Verstuurd vanaf mijn iPhone'],
  ['es', 'Enviado desde mi iPhone'],
  ['pl', 'Wysłane z iPhone’a'],
  ['ro', 'Trimis de pe iPhone-ul meu'],
  ['ar', 'مرسل من الـ iPhone'],
  ['it', 'Inviato da iPhone'],
  ['pt', 'Enviado do meu iPhone'],
])('the line of a program, %s: %s', (_, line) => {
  expect(foldReply(`No signal since Monday.\n\n${line}\n`)).toEqual({
    visible: 'No signal since Monday.',
    quoted: '',
    signature: line,
  })
})

describe('what stays', () => {
  test.each([
    [
      'answers between quotes, with them',
      'Hi,\n\n> first?\nyes\n\n> second?\nno',
      'Hi,\n\n> first?\nyes\n\n> second?\nno',
    ],
    ['an answer below the quote', 'On 11/5/26 10:12, Care wrote:\n> When?\n\nOn Monday.', 'On Monday.'],
    [
      'an answer below, after a greeting',
      'Hello Care,\n\nOn 11/5/26 10:12, Care wrote:\n> When?\n\nOn Monday.',
      'Hello Care,\n\n\nOn Monday.',
    ],
    ['a greeting and a name', 'No signal.\n\nThanks,\nAnna', 'No signal.\n\nThanks,\nAnna'],
    ['a mail that only quotes', '> this is all', '> this is all'],
    [
      'a mail that only forwards',
      '---------- Forwarded message ---------\nFrom: A\nDate: B\nSubject: C\n\nbody',
      '---------- Forwarded message ---------\nFrom: A\nDate: B\nSubject: C\n\nbody',
    ],
    [
      'a colon at the end of a sentence',
      'He wrote this to me:\nyou owe us 5 euro',
      'He wrote this to me:\nyou owe us 5 euro',
    ],
    ['header words in a sentence', 'From: Monday\nthe line is dead', 'From: Monday\nthe line is dead'],
    [
      'a long text below two dashes',
      `Top\n--\n${'line of text\n'.repeat(30)}`,
      `Top\n--\n${'line of text\n'.repeat(30)}`.trim(),
    ],
    [
      'a sentence like a program’s, above more',
      'Sent by registered mail last week.\nNobody answers.',
      'Sent by registered mail last week.\nNobody answers.',
    ],
    [
      'a sentence about sending, in German',
      'Diese Rechnung habe ich schon zweimal geschickt.',
      'Diese Rechnung habe ich schon zweimal geschickt.',
    ],
    ['only a signature', '-- \nAnna', '--\nAnna'],
    ['nothing', ' \n ', ''],
  ])('%s', (_, text, visible) => expect(foldReply(text).visible).toBe(visible))
})

test('a signature below its mark is folded by itself', () => {
  expect(
    foldReply('Dead since Monday.\n-- \nAnna\n07700 900123\n\nOn 11/5/26 10:12, Care wrote:\n> When?'),
  ).toMatchObject({
    visible: 'Dead since Monday.',
    signature: '--\nAnna\n07700 900123',
  })
})

test('whatever the text: never empty when it is not, and every word is somewhere', () => {
  const pieces = fc.constantFrom(
    'word',
    '> q',
    '-- ',
    '\n',
    '\n\n',
    'On 1/2/26, A <a@b.example> wrote:',
    'From: a',
    'To: b',
    'Subject: c',
    'Sent from my phone',
    '____',
    ' ',
    ':',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('\n')
      const { visible, quoted, signature } = foldReply(text)
      if (/\w/.test(text)) expect(visible).not.toBe('')
      const count = (all: string): number => all.split(/\s+/).filter((word) => word === 'word').length
      expect(count(`${visible}\n${quoted}\n${signature}`)).toBe(count(text))
    }),
    { numRuns: 500 },
  )
})
