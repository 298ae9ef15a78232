import { firstOf, type Header } from '../mime/headers.ts'

/** Who writes reports: the local part, or the name shown. */
const DAEMON_ADDRESS =
  /^[^@]{0,30}(?:mailer-?daemon|post_?master|mail-?daemon|double-?bounce|mdaemon)[^@]{0,30}(?:@|$)/i
const DAEMON_NAME =
  /mail(?:er)?[ -]?(?:delivery|daemon|system|administrator|router|adm)|delivery (?:sub)?system|post ?master|system administrator|mail gateway|internet mail|mailadministrator|mail transfer/i

/** Subjects of reports, by language. */
const SUBJECTS: Readonly<Record<string, RegExp>> = {
  en: /undeliver(?:ed|able|y)|deliver(?:y|ed)? (?:status|fail|error|problem|notification|report|delayed|has been|attempt|incomplete)|(?:mail|message|e-?mail) (?:delivery )?(?:failed|failure|error|delayed|not delivered|could not|was not|status|returned|system error|undeliver)|return(?:ed|ing)[ -]+(?:mail|e-?mail|message|to sender)|fail(?:ure|ed) (?:notice|notification|delivery|mail|message|to deliver)|non-?deliver|not? deliver|could not be delivered|warning: (?:could not send|message|.{0,40}delayed)|bounced?\b|delivery notification|problem delivering|cannot deliver|nondeliverable|user unknown|rejected|mail (?:could|can)not|unable to deliver|considered unsolicited|notice: mail delivery|mail system error|unknown (?:user|address)|permanent failure|delay(?:ed)?\b.{0,20}mail|message you sent|unzustellbar/i,
  de: /unzustellbar|nicht (?:zugestellt|zustellbar)|zustell(?:ung|fehler)|fehlgeschlagen|rückläufer|mail.{0,20} fehler/i,
  fr: /non (?:remis|distribu|d[eé]livr)|[ée]chec (?:de|d')|remise (?:impossible|diff[eé]r)|message (?:retourn|non)|avis de non/i,
  es: /no (?:se (?:ha )?(?:podido|pudo)|entregad)|devuelto|error (?:de|en la) entrega|sin entregar|notificaci[oó]n de (?:estado|entrega)/i,
  it: /mancat[ao] (?:consegna|recapito)|non (?:recapit|consegn)|errore di consegna|impossibile recapitare/i,
  nl: /onbestelbaar|niet (?:bezorgd|afgeleverd)|bezorg(?:ing|fout)|kan niet worden/i,
  pl: /niedostarcz|nie (?:została? )?dostarcz|zwrot|niepowodzeni/i,
  pt: /n[ãa]o (?:foi )?entreg|devolvid|falha (?:na|de) entrega|retornad/i,
  ro: /nelivrat|nu a (?:putut|fost) (?:fi )?livrat|e[șs]ec|eroare de livrare/i,
  ru: /не (?:было )?доставлен|недоставлен|не может быть доставлен|ошибка доставки/i,
  sv: /kunde inte levereras|ej levererat|olevererbart/i,
  ar: /تعذر (?:التسليم|تسليم)|لم يتم (?:التسليم|تسليم)|فشل (?:التسليم|تسليم)/,
  ja: /配信(?:不能|できません|エラー)|送信できません|不達|宛先不明|エラーメール|メール.{0,10}(?:届|送信)/,
  zh: /退信|无法投递|投递失败|系统退信|未送达|無法(?:投遞|傳遞)/,
}

/** Sentences that only reports have. */
const SENTENCES =
  /(?:could|can|was|has|have) ?(?:not|n'?t) (?:yet )?(?:been |be )?(?:delivered|sent|deliver)|(?:undeliverable|delivery (?:to the following|has failed|attempt|failed|status)|failed permanently|permanent(?: fatal)? error|fatal errors|unable to deliver|did not reach|returned to (?:the )?sender|message (?:has been|is) delayed|User unknown|transcript of session|this is the (?:mailer-daemon|qmail-send|mail system|postfix)|created automatically by mail delivery|Failed recipient|the following (?:address|recipient)|mail (?:server )?(?:rejected|returned)|cannot be delivered|could not send|Delivery Status Notification|宛先|不明|доставлен)|unknown (?:user|recipient|address)|not listed in|SMTP error|over quota|mailbox (?:is )?full|not exist|Remote host said|Reason:|invalid recipient|rejected (?:by|for)/i

export interface Signs {
  headers: readonly Header[]
  from: { name: string; address: string }
  subject: string
  /** Root type with its parameters in lower case. */
  contentType: string
  partTypes: readonly string[]
  text: string
}

/** True when a mail system wrote it about a mail that it could not, or not yet, deliver. One sign is never enough, except a report's own part. */
export function isBounce({ headers, from, subject, contentType, partTypes, text }: Signs): boolean {
  if (partTypes.some((type) => /^message\/(?:global-)?delivery-status$/.test(type)))
    return !/disposition-notification/.test(contentType)
  if (firstOf(headers, 'x-failed-recipients') !== undefined) return true
  if (/multipart\/report/.test(contentType) && /delivery-status/.test(contentType)) return true
  const told = Object.values(SUBJECTS).some((shape) => shape.test(subject))
  const said = SENTENCES.test(text.slice(0, 5000))
  if (DAEMON_ADDRESS.test(from.address) || DAEMON_NAME.test(from.name)) return told || said
  // Who is away answers without a return path too.
  if (isNullPath(headers)) return told || (said && !/^auto-replied/i.test(firstOf(headers, 'auto-submitted') ?? ''))
  return told && said && isMachine(headers)
}

const isNullPath = (headers: readonly Header[]): boolean => {
  const path = headers.find(({ name }) => name === 'return-path')?.value
  return path !== undefined && /^<?\s*>?$|^<?(?:mailer-daemon|postmaster)@?/i.test(path)
}

/** Nothing that a person's mail program writes: no In-Reply-To, no user agent, and no name of a person is asked for. */
const isMachine = (headers: readonly Header[]): boolean =>
  firstOf(headers, 'in-reply-to') === undefined &&
  !headers.some(
    ({ name, value }) => /^(?:user-agent|x-mailer)$/.test(name) && /mozilla|outlook|apple mail|iphone/i.test(value),
  )
