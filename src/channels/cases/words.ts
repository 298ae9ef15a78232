interface Said {
  named: string
  seen: string
  /** Where there is hardly room for words. */
  short: string
}

/** What stands under a first answer, by language: the reference, and where the contact sees how it stands. */
const WORDS: Readonly<Record<string, Said>> = {
  en: { named: 'Your reference:', seen: 'See where it stands and what happens next', short: 'Ref.' },
  fr: { named: 'Votre référence :', seen: 'Voir où en est votre demande et la suite', short: 'Réf.' },
  nl: { named: 'Uw nummer:', seen: 'Bekijk hoe het ervoor staat en wat er volgt', short: 'Ref.' },
  es: { named: 'Su referencia:', seen: 'Vea cómo va y qué pasa después', short: 'Ref.' },
  pl: { named: 'Numer sprawy:', seen: 'Zobacz, na jakim jest etapie i co dalej', short: 'Nr' },
  ro: { named: 'Referința dvs.:', seen: 'Vedeți în ce stadiu este și ce urmează', short: 'Ref.' },
  ar: { named: 'رقمك المرجعي:', seen: 'اطّلع على وضع طلبك وما سيحدث بعد ذلك', short: 'مرجع' },
}

export function aboutCase(lang: string | null, reference: string): Said {
  const known = WORDS[(lang ?? 'en').split('-', 1)[0] ?? 'en'] ?? WORDS.en
  return {
    named: `${known?.named ?? ''} ${reference}`,
    seen: known?.seen ?? '',
    short: `${known?.short ?? ''} ${reference}`,
  }
}
