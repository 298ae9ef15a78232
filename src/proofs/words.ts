interface Words {
  /** Into the conversation, above the link. */
  ask(minutes: number): string
  /** Below it. */
  never: string
  subject: string
  code(minutes: number): string
  notYou: string
}

/** What the customer is asked, and the mail with the code, by language. */
const WORDS: Readonly<Record<string, Words>> = {
  en: {
    ask: (minutes) =>
      `Before we go on, please prove on your own device that it is you. The link works once, for ${minutes} minutes:`,
    never: 'We never ask you for a password or a code here in the conversation.',
    subject: 'Your code',
    code: (minutes) => `Type this code on the page that asked for it. It works for ${minutes} minutes:`,
    notYou:
      'Nobody of us will ever ask you for this code. If you did not ask for it, you need not do anything: without it nobody gets any further.',
  },
  fr: {
    ask: (minutes) =>
      `Avant de continuer, veuillez prouver sur votre propre appareil qu’il s’agit bien de vous. Le lien fonctionne une fois, pendant ${minutes} minutes :`,
    never: 'Nous ne vous demandons jamais de mot de passe ni de code ici, dans la conversation.',
    subject: 'Votre code',
    code: (minutes) => `Saisissez ce code sur la page qui l’a demandé. Il est valable ${minutes} minutes :`,
    notYou:
      'Personne chez nous ne vous demandera jamais ce code. Si vous ne l’avez pas demandé, vous n’avez rien à faire : sans lui, personne n’ira plus loin.',
  },
  nl: {
    ask: (minutes) =>
      `Bewijs eerst op je eigen toestel dat jij het bent. De link werkt één keer, ${minutes} minuten lang:`,
    never: 'We vragen je hier in het gesprek nooit om een wachtwoord of een code.',
    subject: 'Je code',
    code: (minutes) => `Typ deze code op de pagina die erom vroeg. Hij werkt ${minutes} minuten:`,
    notYou:
      'Niemand van ons vraagt je ooit om deze code. Heb je er niet om gevraagd, dan hoef je niets te doen: zonder code komt niemand verder.',
  },
  es: {
    ask: (minutes) =>
      `Antes de seguir, demuestra en tu propio dispositivo que eres tú. El enlace sirve una vez, durante ${minutes} minutos:`,
    never: 'Nunca te pediremos una contraseña ni un código aquí, en la conversación.',
    subject: 'Tu código',
    code: (minutes) => `Escribe este código en la página que lo pidió. Vale durante ${minutes} minutos:`,
    notYou:
      'Nadie de nuestra parte te pedirá nunca este código. Si no lo has pedido, no tienes que hacer nada: sin él nadie llega más lejos.',
  },
  pl: {
    ask: (minutes) =>
      `Zanim przejdziemy dalej, prosimy o potwierdzenie tożsamości na własnym urządzeniu. Link działa jeden raz, przez ${minutes} min:`,
    never: 'Nigdy nie prosimy tutaj, w rozmowie, o hasło ani kod.',
    subject: 'Kod',
    code: (minutes) => `Proszę wpisać ten kod na stronie, która o niego prosi. Działa przez ${minutes} min:`,
    notYou:
      'Nikt od nas nigdy nie poprosi o ten kod. Jeśli nie był zamawiany, nic nie trzeba robić: bez niego nikt nie przejdzie dalej.',
  },
  ro: {
    ask: (minutes) =>
      `Înainte de a continua, vă rugăm să dovediți pe propriul dispozitiv că sunteți dumneavoastră. Linkul funcționează o singură dată, timp de ${minutes} de minute:`,
    never: 'Nu vă cerem niciodată o parolă sau un cod aici, în conversație.',
    subject: 'Codul dumneavoastră',
    code: (minutes) => `Scrieți acest cod pe pagina care l-a cerut. Este valabil ${minutes} de minute:`,
    notYou:
      'Nimeni de la noi nu vă va cere vreodată acest cod. Dacă nu l-ați cerut, nu trebuie să faceți nimic: fără el nimeni nu ajunge mai departe.',
  },
  ar: {
    ask: (minutes) => `قبل أن نتابع، يرجى إثبات هويتك على جهازك. يعمل الرابط مرة واحدة لمدة ${minutes} دقيقة:`,
    never: 'لا نطلب منك أبدًا كلمة مرور أو رمزًا هنا في المحادثة.',
    subject: 'رمزك',
    code: (minutes) => `اكتب هذا الرمز في الصفحة التي طلبته. يعمل لمدة ${minutes} دقائق:`,
    notYou:
      'لن يطلب منك أي شخص لدينا هذا الرمز أبدًا. إذا لم تطلبه فلا حاجة إلى فعل شيء: لا يستطيع أحد المتابعة من دونه.',
  },
}

export function wordsIn(lang: string | null): Words {
  const found = WORDS[(lang ?? '').split('-', 1)[0] ?? ''] ?? WORDS.en
  if (found === undefined) throw new Error('There are no words in English.')
  return found
}
