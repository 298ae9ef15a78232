interface Words {
  /** Subjects: of a chat, and of a form whose own subject is not known. */
  chat(brand: string): string
  form(brand: string): string
  leftChat: string
  wrote: string
  goOn: string
  bot: string
}

/** What the mail says besides the answers, by language. */
const WORDS: Readonly<Record<string, Words>> = {
  en: {
    chat: (brand) => `Your chat with ${brand}`,
    form: (brand) => `Your message to ${brand}`,
    leftChat: 'You had left the chat, so we go on by e-mail. This is what we answered:',
    wrote: 'This is our answer to what you wrote to us:',
    goOn: 'You can answer this e-mail. Or go on here, where the whole conversation is:',
    bot: 'Our bot',
  },
  fr: {
    chat: (brand) => `Votre discussion avec ${brand}`,
    form: (brand) => `Votre message à ${brand}`,
    leftChat: 'Vous aviez quitté la discussion, nous la poursuivons donc par e-mail. Voici notre réponse :',
    wrote: 'Voici notre réponse à votre message :',
    goOn: 'Vous pouvez répondre à cet e-mail, ou continuer ici, où se trouve toute la conversation :',
    bot: 'Notre robot',
  },
  nl: {
    chat: (brand) => `Je chat met ${brand}`,
    form: (brand) => `Je bericht aan ${brand}`,
    leftChat: 'Je had de chat verlaten, daarom gaan we per e-mail verder. Dit is ons antwoord:',
    wrote: 'Dit is ons antwoord op wat je ons schreef:',
    goOn: 'Je kunt op deze e-mail antwoorden. Of ga hier verder, waar het hele gesprek staat:',
    bot: 'Onze bot',
  },
  es: {
    chat: (brand) => `Tu chat con ${brand}`,
    form: (brand) => `Tu mensaje a ${brand}`,
    leftChat: 'Habías dejado el chat, así que seguimos por correo electrónico. Esta es nuestra respuesta:',
    wrote: 'Esta es nuestra respuesta a lo que nos escribiste:',
    goOn: 'Puedes responder a este correo, o seguir aquí, donde está toda la conversación:',
    bot: 'Nuestro bot',
  },
  pl: {
    chat: (brand) => `Czat z ${brand}`,
    form: (brand) => `Wiadomość do ${brand}`,
    leftChat: 'Czat został opuszczony, dlatego piszemy dalej e-mailem. Oto nasza odpowiedź:',
    wrote: 'Oto nasza odpowiedź na przesłaną wiadomość:',
    goOn: 'Można odpowiedzieć na tę wiadomość albo pisać dalej tutaj, gdzie jest cała rozmowa:',
    bot: 'Nasz bot',
  },
  ro: {
    chat: (brand) => `Discuția dvs. cu ${brand}`,
    form: (brand) => `Mesajul dvs. către ${brand}`,
    leftChat: 'Ați părăsit discuția, așa că o continuăm prin e-mail. Iată răspunsul nostru:',
    wrote: 'Iată răspunsul nostru la mesajul dvs.:',
    goOn: 'Puteți răspunde la acest e-mail sau puteți continua aici, unde este toată conversația:',
    bot: 'Robotul nostru',
  },
  ar: {
    chat: (brand) => `محادثتك مع ${brand}`,
    form: (brand) => `رسالتك إلى ${brand}`,
    leftChat: 'غادرتَ المحادثة، لذلك نتابعها بالبريد الإلكتروني. هذا ردّنا:',
    wrote: 'هذا ردّنا على ما كتبته إلينا:',
    goOn: 'يمكنك الرد على هذه الرسالة، أو المتابعة هنا حيث توجد المحادثة كاملة:',
    bot: 'الروبوت',
  },
}

export const wordsIn = (lang: string | null): Words => {
  const english = WORDS.en
  const found = WORDS[(lang ?? '').split('-', 1)[0] ?? ''] ?? english
  if (found === undefined) throw new Error('There are no words in English.')
  return found
}
