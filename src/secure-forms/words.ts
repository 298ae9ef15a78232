interface Words {
  /** Into the conversation, above the link. */
  ask: string
  /** Below it. */
  never: string
  failedSubject: string
  failed(recipient: string): string
}

/** What the customer is asked, by language. */
const WORDS: Readonly<Record<string, Words>> = {
  en: {
    ask: 'Please give it on this secure page. It goes straight to the system that needs it; nobody in this conversation sees it:',
    never: 'Please never write account or card numbers here in the conversation.',
    failedSubject: 'It did not arrive',
    failed: (recipient) =>
      `What you gave did not reach ${recipient}. We have deleted it; nothing was kept. Answer this mail to be asked again or to hear of another way.`,
  },
  fr: {
    ask: 'Merci de la saisir sur cette page sécurisée. Elle part directement vers le système concerné ; personne dans cette conversation ne la voit :',
    never: 'N’écrivez jamais de numéro de compte ou de carte ici, dans la conversation.',
    failedSubject: 'Ce n’est pas arrivé',
    failed: (recipient) =>
      `Ce que vous avez donné n’est pas parvenu à destination (${recipient}). Nous l’avons supprimé ; rien n’a été gardé. Répondez à cet e-mail pour recevoir une nouvelle demande ou connaître un autre moyen.`,
  },
  nl: {
    ask: 'Geef het door op deze beveiligde pagina. Het gaat rechtstreeks naar het systeem dat het nodig heeft; niemand in dit gesprek ziet het:',
    never: 'Schrijf hier in het gesprek nooit rekening- of kaartnummers.',
    failedSubject: 'Het is niet aangekomen',
    failed: (recipient) =>
      `Wat je gaf, heeft ${recipient} niet bereikt. We hebben het gewist; er is niets bewaard. Antwoord op deze mail om het opnieuw te laten vragen of een andere weg te horen.`,
  },
  es: {
    ask: 'Indícalo en esta página segura. Va directamente al sistema que lo necesita; nadie en esta conversación lo ve:',
    never: 'No escribas nunca números de cuenta o de tarjeta aquí, en la conversación.',
    failedSubject: 'No ha llegado',
    failed: (recipient) =>
      `Lo que diste no ha llegado a ${recipient}. Lo hemos borrado; no se ha guardado nada. Responde a este correo para que te lo pidamos de nuevo o para conocer otra forma.`,
  },
  pl: {
    ask: 'Prosimy o podanie tego na bezpiecznej stronie. Dane trafią prosto do systemu, który ich potrzebuje; nikt w tej rozmowie ich nie zobaczy:',
    never: 'Prosimy nigdy nie pisać tutaj, w rozmowie, numerów kont ani kart.',
    failedSubject: 'Dane nie dotarły',
    failed: (recipient) =>
      `Podane dane nie dotarły do odbiorcy (${recipient}). Usunęliśmy je; nic nie zachowano. Prosimy odpowiedzieć na tę wiadomość, aby otrzymać nową prośbę lub poznać inny sposób.`,
  },
  ro: {
    ask: 'Vă rugăm să completați pe această pagină securizată. Datele ajung direct în sistemul care are nevoie de ele; nimeni din această conversație nu le vede:',
    never: 'Nu scrieți niciodată numere de cont sau de card aici, în conversație.',
    failedSubject: 'Nu a ajuns',
    failed: (recipient) =>
      `Ce ați oferit nu a ajuns la destinatar (${recipient}). Am șters datele; nu s-a păstrat nimic. Răspundeți la acest e-mail pentru a primi o nouă cerere sau altă cale.`,
  },
  ar: {
    ask: 'يرجى إدخالها في هذه الصفحة الآمنة. تذهب مباشرة إلى النظام الذي يحتاجها، ولا يراها أحد في هذه المحادثة:',
    never: 'لا تكتب أبدًا أرقام الحسابات أو البطاقات هنا في المحادثة.',
    failedSubject: 'لم يصل',
    failed: (recipient) =>
      `لم يصل ما قدّمته إلى ${recipient}. لقد حذفناه ولم يُحفظ شيء. أجب عن هذه الرسالة لنطلبه مجددًا أو لنخبرك بطريقة أخرى.`,
  },
}

const baseOf = (lang: string | null): string => (lang ?? '').split('-', 1)[0] ?? ''

export function wordsIn(lang: string | null): Words {
  const found = WORDS[baseOf(lang)] ?? WORDS.en
  if (found === undefined) throw new Error('There are no words in English.')
  return found
}

/** What an operator wrote, in this language, else in English, else in the first it was written in. */
export const wordIn = (texts: Readonly<Record<string, string>>, lang: string | null): string =>
  texts[lang ?? ''] ?? texts[baseOf(lang)] ?? texts.en ?? Object.values(texts)[0] ?? ''
