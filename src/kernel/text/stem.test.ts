import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, references, stem, stemmedLanguages } from './index.ts'

/** Each line: forms of one word that must find each other. */
const families: Readonly<Record<string, string>> = {
  en: `bill bills billing billed
    charge charges charged
    cancel cancelled cancelling
    subscription subscriptions
    network networks`,
  fr: `facture factures facturé
    abonnement abonnements
    réseau réseaux reseaux
    résilier résiliation résilié
    forfait forfaits
    ligne lignes`,
  nl: `factuur facturen
    rekening rekeningen
    abonnement abonnementen
    storing storingen
    opzeggen opzegging`,
  es: `factura facturas
    línea líneas linea
    contrato contratos
    cancelar cancelación
    tarifa tarifas
    teléfono telefonos`,
  pl: `faktura faktury fakturę fakturze faktur fakturami fakturą
    umowa umowy umowie umowę umów umowami
    karta karty kartę karcie kart kartą
    abonament abonamentu abonamencie abonamenty abonamentów
    rachunek rachunku rachunki rachunków rachunkiem
    sieć sieci siecią
    płatność płatności płatnością platnosc
    telefon telefonu telefony telefonem telefonie telefonów
    internet internetu internecie internetem
    paczka paczki paczkę paczce paczek
    numer numeru numery numerze numerów
    działa działać działał działają
    konto konta kontem koncie
    doładowanie doładowania doładować
    blokada blokady blokadę blokadzie`,
  ro: `factură factura facturi facturii facturile
    abonament abonamente abonamentul abonamentului
    rețea rețele rețeaua rețelei retea
    număr numere numărul numar
    cartelă cartela cartele`,
  ar: `الفاتورة فاتورة فاتورتي فواتير الفواتير بفاتورة والفاتورة
    الشبكة شبكة شبكات الشبكات
    اشتراك الاشتراك اشتراكات اشتراكي
    رقم الرقم ارقام أرقام رقمي رقمك
    هاتف الهاتف هاتفي هواتف
    رسالة الرسالة رسائل الرسائل
    باقة الباقة باقات باقتي
    بطاقة البطاقة بطاقات
    خط الخط خطوط خطي
    كلمة كلمات
    الإنترنت الانترنت انترنت`,
}
/** Words that must not be taken for one another. */
const strangers: Readonly<Record<string, string>> = {
  en: 'bill phone network contract',
  fr: 'facture réseau forfait ligne',
  nl: 'factuur rekening netwerk bundel',
  es: 'factura línea contrato tarifa',
  pl: 'faktura umowa karta sieć telefon konto numer',
  ro: 'factură rețea număr cartelă',
  ar: 'فاتورة شبكة اشتراك رقم هاتف رسالة باقة بطاقة خط',
}
const linesOf = (lang: string) => (families[lang] ?? '').split('\n').map((line) => line.trim())

test.each(Object.keys(families).flatMap((lang) => linesOf(lang).map((line) => [lang, line] as const)))(
  '%s: %s',
  (lang, line) => {
    const [first, ...forms] = line.split(' ').map((form) => stem(lang, form))
    for (const stems of forms)
      expect(
        stems.some((each) => first?.includes(each)),
        `${first} / ${stems}`,
      ).toBe(true)
  },
)

test.each(Object.entries(strangers))('%s: other words stay apart: %s', (lang, list) => {
  const stems = list.split(' ').flatMap((word) => stem(lang, word)[0] ?? [])
  expect(new Set(stems).size).toBe(list.split(' ').length)
})

test('stop words go, in the language they belong to', () => {
  expect(stem('fr', "l'abonnement de la ligne")).toEqual(['abon', 'lign'])
  expect(stem('xx', 'la ligne')).toEqual(['la', 'ligne'])
})

test('a word is compared without accents, stretches and forms of letters', () => {
  expect(fold('Żółć')).toBe('zolc')
  expect(fold('مُدَرِّسـة')).toBe(fold('مدرسه'))
  expect(fold('ﬁn')).toBe('fin')
})

test('references are one word, however they are joined', () => {
  expect(references('see INV-2026/0012 and a-b')).toEqual(['inv20260012'])
})

test('any text in any language: no throw, no empty stem, nothing longer than a word may be', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...stemmedLanguages, 'xx'), (text, lang) => {
      for (const each of stem(lang, text)) {
        expect(each).not.toBe('')
        expect(each.length).toBeLessThanOrEqual(64)
      }
    }),
    { numRuns: 500 },
  )
})
