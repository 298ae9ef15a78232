interface Words {
  subject: string
  /** Above the five answers; `matter` is what people call it by. */
  ask(matter: string): string
  once: string
  /** From 1 to 5. */
  scores: readonly [string, string, string, string, string]
}

/** The survey by mail, by language. */
const WORDS: Readonly<Record<string, Words>> = {
  en: {
    subject: 'How was the help you got?',
    ask: (matter) => `Your matter ${matter} is settled. How was the help you got? One click is enough:`,
    once: 'You can change your rating for a day and add a word. If something is still wrong, just answer this e-mail.',
    scores: ['Very bad', 'Bad', 'All right', 'Good', 'Very good'],
  },
  fr: {
    subject: 'Que pensez-vous de l’aide reçue ?',
    ask: (matter) => `Votre demande ${matter} est réglée. Que pensez-vous de l’aide reçue ? Un clic suffit :`,
    once: 'Vous pouvez modifier votre avis pendant un jour et ajouter un mot. Si quelque chose ne va toujours pas, répondez simplement à cet e-mail.',
    scores: ['Très mauvaise', 'Mauvaise', 'Moyenne', 'Bonne', 'Très bonne'],
  },
  nl: {
    subject: 'Hoe ben je geholpen?',
    ask: (matter) => `Je vraag ${matter} is afgehandeld. Hoe ben je geholpen? Eén klik is genoeg:`,
    once: 'Je kunt je beoordeling een dag lang wijzigen en er iets bij schrijven. Is er nog iets mis, antwoord dan gewoon op deze e-mail.',
    scores: ['Heel slecht', 'Slecht', 'Matig', 'Goed', 'Heel goed'],
  },
  es: {
    subject: '¿Qué tal te hemos ayudado?',
    ask: (matter) => `Tu asunto ${matter} está resuelto. ¿Qué tal te hemos ayudado? Basta un clic:`,
    once: 'Puedes cambiar tu valoración durante un día y añadir unas palabras. Si algo sigue mal, contesta a este correo.',
    scores: ['Muy mal', 'Mal', 'Regular', 'Bien', 'Muy bien'],
  },
  pl: {
    subject: 'Jak oceniasz naszą pomoc?',
    ask: (matter) => `Sprawa ${matter} jest załatwiona. Jak oceniasz naszą pomoc? Wystarczy jedno kliknięcie:`,
    once: 'Ocenę można zmienić przez dobę i coś dopisać. Jeśli coś nadal nie działa, wystarczy odpisać na tę wiadomość.',
    scores: ['Bardzo źle', 'Źle', 'Średnio', 'Dobrze', 'Bardzo dobrze'],
  },
  ro: {
    subject: 'Cum v-am ajutat?',
    ask: (matter) => `Cererea dumneavoastră ${matter} este rezolvată. Cum v-am ajutat? Un singur clic este de ajuns:`,
    once: 'Puteți schimba evaluarea timp de o zi și adăuga câteva cuvinte. Dacă ceva tot nu este în regulă, răspundeți la acest e-mail.',
    scores: ['Foarte rău', 'Rău', 'Acceptabil', 'Bine', 'Foarte bine'],
  },
  ar: {
    subject: 'كيف كانت المساعدة التي تلقيتها؟',
    ask: (matter) => `تمت تسوية طلبك ${matter}. كيف كانت المساعدة التي تلقيتها؟ تكفي نقرة واحدة:`,
    once: 'يمكنك تغيير تقييمك خلال يوم وإضافة كلمة. إذا بقي شيء غير صحيح، فما عليك إلا الرد على هذه الرسالة.',
    scores: ['سيئة جدًا', 'سيئة', 'مقبولة', 'جيدة', 'جيدة جدًا'],
  },
}

export function wordsIn(lang: string | null): Words {
  const found = WORDS[(lang ?? '').split('-', 1)[0] ?? ''] ?? WORDS.en
  if (found === undefined) throw new Error('There are no words in English.')
  return found
}
