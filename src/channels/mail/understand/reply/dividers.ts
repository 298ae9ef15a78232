/** What stands between an answer and the mail it answers or passes on, by language. */
const ORIGINAL: Readonly<Record<string, string>> = {
  en: 'Original Message|Original Appointment|Forwarded message|Reply message|Forwarded by .{2,80}|Original Email|Forwarded Message|Message transmitted|Reply above this line',
  de: 'Ursprüngliche Nachricht|Urspr\\. Nachricht|Original-Nachricht|Originalnachricht|Weitergeleitete Nachricht|Ursprüngliche Mail',
  fr: "Message d['’]origine|Message original|Message transféré|Message initial|Courriel original|Mail transféré",
  nl: 'Oorspronkelijk bericht|Origineel bericht|Doorgestuurd bericht|Oorspronkelijke bericht',
  es: 'Mensaje original|Mensaje reenviado|Mensaje enviado|Mensaje transmitido',
  pt: 'Mensagem original|Mensagem encaminhada|Mensagem Original',
  it: 'Messaggio originale|Messaggio inoltrato|Messaggio Originale|Original Message',
  pl: 'Wiadomość oryginalna|Oryginalna wiadomość|Treść oryginalnej wiadomości|Wiadomość przekazana|Przekazana wiadomość',
  ro: 'Mesaj original|Mesaj redirecționat|Mesajul original|Mesaj redirectionat',
  sv: 'Ursprungligt meddelande|Originalmeddelande|Vidarebefordrat meddelande|Ursprungsmeddelande',
  da: 'Oprindelig meddelelse|Original meddelelse|Videresendt meddelelse',
  no: 'Opprinnelig melding|Videresendt melding|Original melding',
  fi: 'Alkuperäinen viesti|Välitetty viesti',
  cs: 'Původní zpráva|Přeposlaná zpráva|Pôvodná správa|Původní e-mail',
  hu: 'Eredeti üzenet|Továbbított üzenet',
  tr: 'Orijinal (?:İleti|Mesaj)|Özgün İleti|Yönlendirilmiş ileti',
  ru: 'Исходное сообщение|Пересылаемое сообщение|Оригинал сообщения|Пересланное сообщение|Originale? Message',
  el: 'Αρχικό μήνυμα|Προωθημένο μήνυμα',
  ar: 'الرسالة الأصلية|رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة أصلية',
  he: 'הודעה מקורית|הודעה שהועברה',
  zh: '原始邮件|原始郵件|转发邮件|轉寄郵件|轉寄的郵件|原邮件|原信',
  ja: '元のメッセージ|転送メッセージ|オリジナルメッセージ|Original Message',
  ko: '원본 메(?:시|세)지|원본 메일|전달된 메(?:시|세)지',
}

const FORWARDED: Readonly<Record<string, string>> = {
  en: 'Begin forwarded message|Forwarded message|Start of forwarded message|Begin Forwarded Message',
  de: 'Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Weitergeleitete Nachricht',
  fr: 'Début du message (?:réexpédié|transféré)|Message transféré',
  nl: 'Begin doorgestuurd bericht',
  es: 'Inicio del mensaje reenviado|Comienzo del mensaje reenviado',
  pt: 'Início da mensagem (?:reencaminhada|encaminhada)|Mensagem encaminhada',
  it: 'Inizio messaggio inoltrato|Inizio del messaggio inoltrato',
  pl: 'Początek przekazywanej wiadomości|Wiadomość napisana przez',
  ro: 'Începutul mesajului redirecționat|Începe mesajul redirecționat',
  sv: 'Vidarebefordrat brev|Vidarebefordrat mejl',
  da: 'Start på videresendt besked|Videresendt besked',
  no: 'Videresendt melding',
  ru: 'Начало переадресованного сообщения|Начало пересылаемого сообщения',
  ar: 'بداية الرسالة المعاد توجيهها',
  ja: '転送されたメッセージ',
  zh: '以下是转发的邮件',
}

const any = (table: Readonly<Record<string, string>>): string => Object.values(table).join('|')

const DIVIDERS: readonly RegExp[] = [
  new RegExp(`^[\\s>*_|]*(?:[-_=]{2,}|—+)\\s*\\*?(?:${any(ORIGINAL)})\\*?\\s*(?:[-_=]{2,}|—+)?[\\s*:]*$`, 'iu'),
  new RegExp(`^[\\s*]*(?:${any(FORWARDED)})\\s?:\\*?\\s*$`, 'iu'),
  /^[-*\s]*(?:Please )?(?:reply|write|type your reply) (?:above|over) this line[\s-*.#]*$/i,
]

export const isDivider = (line: string): boolean => line.length < 200 && DIVIDERS.some((shape) => shape.test(line))

/** Names of header lines as programs translate them: From, Sent or Date, To, Cc, Subject, Reply-To. */
const FIELDS: Readonly<Record<string, string>> = {
  en: 'From|Sent|Date|To|Cc|Bcc|Subject|Reply[- ]To|Sender|Importance|Attachments?|Sent by|Sent at|Received|When|Posted|Organization|Newsgroups',
  de: 'Von|Gesendet|Datum|An|Betreff|Kopie|Cc|Antwort an|Blindkopie|Thema|Abgesendet|Gesendet am|Wichtigkeit|Anlagen?',
  fr: "De|Envoyé|Envoyé le|Date|À|A|Objet|Sujet|Copie(?: à)?|Cc|Cci|Répondre à|De la part de|Date d['’]envoi|Pièces? jointes?",
  nl: 'Van|Verzonden|Verstuurd|Datum|Aan|Onderwerp|Kopie|CC|Antwoord aan|Namens|Bijlagen?',
  es: 'De|Enviado|Enviado el|Fecha|Para|Asunto|CC|CCO|Responder a|En nombre de|Enviada el|Adjuntos?',
  pt: 'De|Enviado|Enviada(?: em)?|Enviado em|Data|Para|Assunto|Cc|Responder a|Anexos?',
  it: 'Da|Inviato|Data|A|Oggetto|Cc|Rispondi a|Per conto di|Inviata|Allegat[oi]',
  pl: 'Od|Wysłano|Wysłane|Data|Do|Temat|DW|Kopia|UDW|Odpowiedz do|Załączniki?',
  ro: 'De la|Trimis|Dată|Data|Către|Catre|Subiect|CC|Răspuns către|Trimis la',
  sv: 'Från|Skickat|Datum|Till|Ämne|Kopia|Svar till',
  da: 'Fra|Sendt|Dato|Til|Emne|Cc|Kopi',
  no: 'Fra|Sendt|Dato|Til|Emne|Kopi|Svar til',
  fi: 'Lähettäjä|Lähetetty|Päivämäärä|Päiväys|Vastaanottaja|Aihe|Kopio',
  cs: 'Od|Odesláno|Datum|Komu|Předmět|Kopie|Predmet|Odoslané|Dátum',
  hu: 'Feladó|Elküldve|Dátum|Címzett|Tárgy|Másolatot kap|Küldve',
  tr: 'Kimden|Gönderen|Gönderme Tarihi|Gönderildi|Tarih|Kime|Alıcı|Konu|Bilgi',
  ru: 'От|Отправлено|Дата|Кому|Тема|Копия|Отправитель|От кого|Получатель|Ответить',
  uk: 'Від|Надіслано|Дата|Кому|Тема|Копія|Від кого',
  el: 'Από|Στάλθηκε|Ημερομηνία|Προς|Θέμα|Κοιν\\.?',
  ar: 'من|أرسلت|تم الإرسال|التاريخ|تاريخ الإرسال|إلى|الموضوع|نسخة|مرسل',
  he: 'מאת|נשלח|תאריך|אל|נושא|עותק',
  zh: '发件人|寄件者|寄件人|发送时间|傳送時間|日期|寄件日期|发送日期|收件人|收件者|主题|主旨|抄送|副本|时间',
  ja: '差出人|送信者|送信日時|日付|日時|宛先|件名|送信元|Cc',
  ko: '보낸 사람|보낸 날짜|날짜|받는 사람|제목|참조|보낸사람|받는사람',
}

const FIELD = new RegExp(`^[\\s>*|]*\\**(?:${any(FIELDS)})\\s?\\**\\s?[:：]\\**(?:\\s|\\S|$)`, 'iu')

export const isHeaderField = (line: string): boolean => line.length < 1000 && FIELD.test(line)
