/** Words of our trade that the rules part: language → stem → its forms, folded. */
const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fr: { forfait: 'forfait forfaits', colis: 'colis', mois: 'mois' },
  es: { line: 'linea lineas' },
  ro: {
    cartel: 'cartela cartele cartelei cartelele cartelelor',
    numar: 'numar numarul numarului numere numerele numerelor',
    retea: 'retea reteaua retelei retele retelele retelelor',
  },
}

const byForm = new Map<string, string>()
for (const [lang, stems] of Object.entries(forms))
  for (const [stem, list] of Object.entries(stems))
    for (const form of list.split(' ')) byForm.set(`${lang}:${form}`, stem)

export const irregular = (lang: string, folded: string): string | undefined => byForm.get(`${lang}:${folded}`)
