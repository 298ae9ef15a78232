/** What people write in any matter, folded: two letters are not about the same because both say hello and ask for help. */
const said: Record<string, string> = {
  en: 'hello hi hey dear please help need thanks thank want problem issue question still today yesterday since know good morning afternoon evening day just really also phone number customer',
  fr: 'bonjour bonsoir salut merci aide aider besoin svp plait voudrais veux souhaite probleme souci question toujours encore aujourd hui hier depuis cordialement monsieur madame numero client',
  nl: 'hallo hoi goedendag goedemorgen beste dank bedankt hulp help nodig graag alstublieft wil probleem vraag nog steeds vandaag gisteren sinds groeten nummer klant',
  es: 'hola buenos buenas dias tardes noches gracias ayuda ayudar necesito favor quiero problema pregunta todavia aun hoy ayer desde saludos numero cliente',
  pl: 'dzien dobry witam czesc prosze pomoc pomocy potrzebuje dziekuje chce problem pytanie nadal dzis dzisiaj wczoraj pozdrawiam numer klient',
  ro: 'buna ziua salut multumesc ajutor ajuta nevoie rog vreau problema intrebare tot inca azi astazi ieri cordial numar client',
  ar: 'مرحبا السلام عليكم شكرا مساعده مساعدتي احتاج اريد فضلك مشكله سوال اليوم امس منذ رقم',
}
const courtesies = new Set(Object.values(said).flatMap((words) => words.split(' ')))

export const isCourtesy = (folded: string): boolean => courtesies.has(folded)
