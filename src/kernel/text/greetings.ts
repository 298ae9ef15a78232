/** First words of a conversation that are too short for statistics. A word of two languages stays undecided between them. */
export const greetings: Readonly<Record<string, readonly string[]>> = {
  en: ['hello', 'hi', 'hey', 'thanks', 'thank', 'please', 'help', 'yes'],
  fr: ['bonjour', 'bonsoir', 'salut', 'merci', 'coucou', 'oui', 'aide', 'svp'],
  nl: ['hallo', 'hoi', 'dag', 'goedemorgen', 'goedemiddag', 'bedankt', 'dank', 'ja', 'hulp'],
  es: ['hola', 'buenas', 'buenos', 'gracias', 'ayuda', 'sí'],
  pl: ['cześć', 'czesc', 'dzień', 'dzien', 'hej', 'witam', 'dziękuję', 'dziekuje', 'tak', 'pomoc', 'proszę'],
  ro: ['bună', 'buna', 'salut', 'mersi', 'mulțumesc', 'multumesc', 'ajutor', 'da'],
  ar: ['مرحبا', 'السلام', 'سلام', 'شكرا', 'نعم', 'مساعدة', 'اهلا', 'أهلا'],
}
