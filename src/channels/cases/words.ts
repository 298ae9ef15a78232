/** What stands under a first answer, by language: the reference, and where the contact sees how it stands. */
const WORDS: Readonly<Record<string, { named: string; seen: string }>> = {
  en: { named: 'Your reference:', seen: 'See where it stands and what happens next' },
  fr: { named: 'Votre référence :', seen: 'Voir où en est votre demande et la suite' },
  nl: { named: 'Uw nummer:', seen: 'Bekijk hoe het ervoor staat en wat er volgt' },
  es: { named: 'Su referencia:', seen: 'Vea cómo va y qué pasa después' },
  pl: { named: 'Numer sprawy:', seen: 'Zobacz, na jakim jest etapie i co dalej' },
  ro: { named: 'Referința dvs.:', seen: 'Vedeți în ce stadiu este și ce urmează' },
  ar: { named: 'رقمك المرجعي:', seen: 'اطّلع على وضع طلبك وما سيحدث بعد ذلك' },
}

export function aboutCase(lang: string | null, reference: string): { named: string; seen: string } {
  const known = WORDS[(lang ?? 'en').split('-', 1)[0] ?? 'en'] ?? WORDS.en
  return { named: `${known?.named ?? ''} ${reference}`, seen: known?.seen ?? '' }
}
