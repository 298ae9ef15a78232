/** Lines that a program added and nobody wrote: “Sent from my …”, by language. The whole line, or its whole sentence. */
const DEVICE = '(?:(?:my|a|an|mijn|mon|mi|il mio|meu|mojego|meinem|min|telefonul meu|dispozitivul) )?'
const PROGRAMS: Readonly<Record<string, string>> = {
  en: `(?:Sent|Posted|Written|Composed|Typed) (?:from|via|with|by|on|using) ${DEVICE}\\S.{1,100}|From ${DEVICE}(?:iphone|ipad|android|mobile|phone|blackberry|samsung|huawei|xiaomi)\\b.{0,40}|\\S{1,30} from (?:mobile|my (?:phone|mobile))|Get \\[?(?:Outlook|BlueMail|Gmail|Yahoo)\\b.{0,120}|Download .{2,60} (?:for|from) .{2,80}|Please (?:excuse|forgive|pardon) .{0,60}(?:typos?|brevity|terseness).{0,40}`,
  de: '(?:Diese|Mit|Von|Meine?)\\b.{0,120}(?:iphone|ipad|handy|phone|mobil|android|samsung|galaxy|huawei|xiaomi|pixel|blackberry|outlook|windows|mail|app|tablet|telefon|gerät|gmx|web\\.de).{0,40} ?(?:gesendet|verschickt|geschickt|verfasst)[.!]?|Gesendet (?:mit|von|über|aus)\\b.{2,100}|Outlook für .{2,40} (?:herunterladen|beziehen).{0,80}|Holen Sie sich .{2,80}',
  fr: "(?:Envoyé|Envoyée|Transmis|Expédié) (?:depuis|de|à partir|par|avec|via|d['’])\\s?\\S.{1,100}|Obtenez? Outlook .{2,100}|Télécharge[rz]? .{2,80}|Provenance : .{2,80}",
  nl: '(?:Verzonden|Verstuurd|Gestuurd) (?:met|vanaf|vanuit|via|door|van)\\b.{2,100}|(?:Outlook|BlueMail) (?:voor|downloaden).{2,100}|Outlook voor .{2,40} downloaden.{0,80}',
  es: '(?:Enviado|Enviada) (?:desde|con|por|a través)\\b.{2,100}|(?:Obtener|Obtén|Descargar) Outlook .{2,100}|Mandado desde .{2,80}',
  pt: '(?:Enviado|Enviada) (?:do|a partir|pelo|de|via|com|através)\\b.{2,100}|(?:Obter|Obtenha|Baixe) o? ?Outlook .{2,100}',
  it: '(?:Inviato|Inviata) (?:da|dal|dall|con|tramite|via)\\b.{2,100}|(?:Scarica|Ottieni) Outlook .{2,100}',
  pl: '(?:Wysłane|Wysłano|Wysłana) (?:z|ze|przez|za pomocą|przy użyciu)\\b.{2,100}|Pobierz (?:aplikację )?Outlook .{2,100}',
  ro: '(?:Trimis|Expediat) (?:de pe|din|de la|cu|prin|folosind)\\b.{2,100}|Obțineți Outlook .{2,100}|Descărcați Outlook .{2,100}',
  sv: '(?:Skickat|Skickades|Sänt) (?:från|via|med)\\b.{2,100}|Hämta Outlook .{2,100}',
  da: '(?:Sendt) (?:fra|via|med)\\b.{2,100}|(?:Hent|Få) Outlook .{2,100}',
  fi: '(?:Lähetetty) .{2,100}|Hanki Outlook .{2,100}',
  cs: '(?:Odesláno|Odoslané|Poslané) (?:z|ze|zo|pomocí|mobilem)\\b.{2,100}',
  hu: '(?:Elküldve|Küldve) .{2,100}|.{2,60}(?:-emről|-ról|-ről) küldve',
  tr: '.{2,60}(?:’?(?:dan|den|tan|ten|umdan|imden)) gönderildi',
  ru: '(?:Отправлено|Послано) (?:с|из|от|через)\\s.{2,100}',
  uk: '(?:Надіслано|Відправлено) (?:з|із|через)\\s.{2,100}',
  el: 'Στάλθηκε από .{2,100}',
  ar: '(?:مرسل|أرسلت|تم الإرسال|أُرسلت|مُرسل) من .{1,100}|الحصول على Outlook .{1,100}',
  he: '(?:נשלח|נשלחה) מ.{1,100}',
  zh: '(?:从|發自|发自|從).{0,20}(?:我的|iPhone|iPad|Android|手机|手機|网易|QQ|Outlook).{0,60}|.{0,40}(?:傳送|发送|寄出)',
  ja: '.{0,40}(?:から送信|から送信されました)',
  ko: '.{0,40}에서 보냄|나의 .{2,40}에서 보냄',
}

const PROGRAM = new RegExp(
  `^[\\s>]*[(<\\[*_~-]{0,4}\\s?(?:${Object.values(PROGRAMS).join('|')})[)>\\]*_.!~-]{0,6}\\s*$`,
  'iu',
)

export const isProgramLine = (line: string): boolean => line.length < 160 && PROGRAM.test(line)

/** The mark of RFC 3676 and what is typed for it. */
export const isSignatureMark = (line: string): boolean => /^(?:--|—|––|-- ?-|__)\s*$/.test(line.trimStart())

/** Lines of signs alone, put between parts of a mail. */
export const isRule = (line: string): boolean =>
  /^[\s]*(?:[-_=+~#*ᐧ—–•.]\s?){2,}\s*$/.test(line) || /^\s*[ᐧ—_]\s*$/.test(line)
