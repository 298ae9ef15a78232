/**
 * What a mail system writes about its own delivery, when no answer of another server is quoted. It knows what it
 * means: `unknown user` of the system that holds the mailboxes is final, the same words of a server behind are not.
 */
export interface SystemPhrase {
  system: string
  reason: string
  says: RegExp
}

export const SYSTEM_PHRASES: readonly SystemPhrase[] = [
  {
    system: 'Exim',
    reason: 'expired',
    says: /retry time(?:out)? (?:not reached for any host after a long failure period|exceeded)|all hosts (?:for .{0,80} )?have been failing for a long time|retry timeout exceeded|message is frozen|no (?:immediate )?action is required on your part|has not yet been delivered/i,
  },
  {
    system: 'Exim',
    reason: 'userunknown',
    says: /^\s*(?:user not found|unknown local[- ]?part|no such user(?: here)?)\b/im,
  },
  {
    system: 'Exim',
    reason: 'hostunknown',
    says: /unrouteable (?:mail )?(?:address|domain)|all relevant MX records point to non-existent hosts|lookup of host .{0,100} failed in dnslookup router/i,
  },
  { system: 'Exim', reason: 'notaccept', says: /an MX or SRV record indicated no SMTP service/i },
  {
    system: 'Exim',
    reason: 'mailererror',
    says: /local delivery failed|Child process of .{0,60} transport|pipe\|? ?to|returned .{0,30} from .{0,60}(?:transport|pipe)/i,
  },
  {
    system: 'Exim',
    reason: 'systemerror',
    says: /LMTP error after|lowest numbered MX record points to local host|could not (?:complete sender verify|be completed)|address .{0,80}does not verify/i,
  },
  { system: 'Exim', reason: 'networkerror', says: /(?:Too many .?Received.? headers|mail loop)/i },
  {
    system: 'qmail',
    reason: 'userunknown',
    says: /no mailbox here by that name|that address is not in my|This user doesn'?t have a [\w.]{1,60} account|delivery error: dd Sorry, your message to .{0,100} cannot be delivered/i,
  },
  {
    system: 'qmail',
    reason: 'hostunknown',
    says: /couldn'?t find any host (?:named|by that name)|Although I'?m listed as a best-preference MX/i,
  },
  {
    system: 'qmail',
    reason: 'notaccept',
    says: /couldn'?t find a mail exchanger|no mail exchanger|The domain does not accept mail/i,
  },
  { system: 'qmail', reason: 'expired', says: /this message has been in the queue too long/i },
  {
    system: 'qmail',
    reason: 'networkerror',
    says: /couldn'?t connect to|wasn'?t able to establish an SMTP connection|maximum number of hops|message is looping/i,
  },
  {
    system: 'qmail',
    reason: 'mailboxfull',
    says: /disk quota exceeded|user over quota|mailbox has exceeded the limit/i,
  },
  {
    system: 'Postfix',
    reason: 'userunknown',
    says: /unknown user: "|User unknown in (?:virtual|local|relay) \w{1,20}(?: \w{1,20})? table|mail system configuration error: unknown user/i,
  },
  {
    system: 'Postfix',
    reason: 'hostunknown',
    says: /Host or domain name not found|type=(?:MX|A|AAAA): Host (?:not found|found but no data record)/i,
  },
  {
    system: 'Postfix',
    reason: 'expired',
    says: /delivery temporarily suspended|connect to \S{1,200}: (?:Connection|Operation) timed out|conversation with .{1,120} timed out/i,
  },
  {
    system: 'Postfix',
    reason: 'networkerror',
    says: /connect to \S{1,200}: (?:Connection refused|No route to host|Network is unreachable)|mail for .{1,80} loops back to myself|lost connection with/i,
  },
  { system: 'Postfix', reason: 'mailererror', says: /Command died with|Command output:/i },
  { system: 'Postfix', reason: 'mesgtoobig', says: /message size \d+ exceeds size limit|SIZE limit/i },
  {
    system: 'Sendmail',
    reason: 'hostunknown',
    says: /\(Host unknown|Host unknown \(Name server|Name server: .{0,80}: host not found|unknown mailer error .{0,20}host/i,
  },
  {
    system: 'Sendmail',
    reason: 'expired',
    says: /Warning: (?:could not send|message still undelivered)|Cannot send (?:message|within) .{0,20}|could not (?:send|be delivered) .{0,40}(?:past|for|within)|Message could not be delivered for/i,
  },
  {
    system: 'Sendmail',
    reason: 'networkerror',
    says: /Deferred: (?:Connection refused|No route|.{0,60}Network)|Too many hops \d+/i,
  },
  {
    system: 'Exchange',
    reason: 'userunknown',
    says: /RESOLVER\.ADR\.(?:RecipNotFound|RecipientNotFound|ExRecipNotFound|InvalidInSmtp|InvalidSmtp|BadPrimary)|The e-?mail account does not exist at the organization this message was sent to|The recipient name is not recogni[sz]ed|Unable to deliver to destination address|The e-?mail address you entered couldn'?t be found|wasn'?t found at|(?:message|e-?mail) (?:couldn'?t|could not) be delivered because .{0,60}(?:wasn'?t found|doesn'?t exist)|000C05A6|unknown recipient/i,
  },
  {
    system: 'Exchange',
    reason: 'hostunknown',
    says: /The (?:e-?mail system|destination system) .{0,80} (?:not found|does not exist)|DNS\s*Domain .{0,80} does not exist|Could not route: .{0,40}host|The destination system of the message was not found/i,
  },
  {
    system: 'Exchange',
    reason: 'mailboxfull',
    says: /STOREDRV\.(?:Deliver|Submit)[^\n]{0,120}(?:MapiExceptionShutoffQuotaExceeded|quota|Quota)|QUEUE\.(?:Full|Quota)|The recipient'?s mailbox is full/i,
  },
  {
    system: 'Exchange',
    reason: 'mesgtoobig',
    says: /RESOLVER\.RST\.(?:RecipSizeLimit|SendSizeLimit)|larger than the current system limit|exceeds the (?:maximum )?size limit/i,
  },
  {
    system: 'Exchange',
    reason: 'securityerror',
    says: /RESOLVER\.RST\.(?:AuthRequired|NotAuthorized)|RESTRICTED|delivery restriction|STOREDRV\.\w+:[^\n]{0,40}Restriction/i,
  },
  {
    system: 'Exchange',
    reason: 'expired',
    says: /QUEUE\.Expired|The server has tried to deliver this message, without success|could not be delivered within the (?:time|allowed)|delivery time (?:has )?expired|The message could not be delivered within/i,
  },
  { system: 'Exchange', reason: 'networkerror', says: /ROUTING\.(?:No|Not)\w*|hop count exceeded|possible mail loop/i },
  {
    system: 'Domino',
    reason: 'userunknown',
    says: /not listed in (?:public |Domino |the )?(?:Name & Address Book|Directory|public)|Too ambiguous|no match found|User not listed in/i,
  },
  {
    system: 'Domino',
    reason: 'mailboxfull',
    says: /Database .{0,80}(?:exceeded|disk space quota|is over quota)|would exceed disk quota|Unable to .{0,40}because of quota/i,
  },
  {
    system: 'Domino',
    reason: 'networkerror',
    says: /No route found to|Message has exceeded maximum hop count|Unable to find path to server/i,
  },
  {
    system: 'Domino',
    reason: 'systemerror',
    says: /Access denied|Unable to (?:open|deliver|copy)|Error (?:delivering|transferring)|File does not exist|Remote system no longer responding/i,
  },
  {
    system: 'Gmail',
    reason: 'expired',
    says: /recipient server did not accept our requests to connect|DNS Error: (?:Address resolution .{0,40}|DNS server returned answer with no data)|The recipient'?s? (?:email )?server .{0,40}(?:unreachable|not respond)|Google tried to deliver your message, but it was (?:unable|delayed)/i,
  },
  {
    system: 'Gmail',
    reason: 'hostunknown',
    says: /DNS Error: (?:Domain name not found|NXDOMAIN)|the domain .{0,80} couldn'?t be found/i,
  },
  {
    system: 'Gmail',
    reason: 'systemerror',
    says: /We weren'?t able to find the recipient domain|Message rejected\.? +See|Remote server does not support TLS|\(state 6\)/i,
  },
  {
    system: 'Yahoo',
    reason: 'userunknown',
    says: /This user doesn'?t have a yahoo|Sorry, we were unable to deliver your message to the following address[\s\S]{0,300}(?:doesn'?t have|dd This user)/i,
  },
  { system: 'Yahoo', reason: 'mailboxfull', says: /user(?:'s)? account is over quota|This account is over quota/i },
  { system: 'OpenSMTPD', reason: 'expired', says: /Envelope expired/i },
  { system: 'OpenSMTPD', reason: 'hostunknown', says: /(?:Invalid domain name|Domain does not exist)/i },
  {
    system: 'OpenSMTPD',
    reason: 'notaccept',
    says: /No MX found for (?:domain|destination)|Destination seem to reject all mails/i,
  },
  {
    system: 'OpenSMTPD',
    reason: 'networkerror',
    says: /(?:Address family mismatch on|All routes to destination blocked|bad DNS lookup error code|Could not retrieve source address|Loop detected|Network error on) ?(?:destination MXs)?/i,
  },
  { system: 'OpenSMTPD', reason: 'securityerror', says: /TLS required but not supported|No valid route to remote/i },
  { system: 'Courier', reason: 'hostunknown', says: /No such domain\.|DNS lookup failed|No (?:data|MX) for/i },
  { system: 'Courier', reason: 'systemerror', says: /This domain'?s DNS violates RFC 1035|Software error/i },
  { system: 'Courier', reason: 'networkerror', says: /DNS lookup failure/i },
  { system: 'MailMarshal', reason: 'networkerror', says: /failed to .{0,20}deliver|Remote host/i },
  { system: 'Mail.ru', reason: 'userunknown', says: /^\s*user not found/im },
  {
    system: 'carrier',
    reason: 'userunknown',
    says: /Your message to .{0,80} (?:could not be|was not) delivered[\s\S]{0,120}(?:invalid|not (?:exist|found))|Each of the following recipients was rejected by a remote mail server|The user\(s\) account is (?:invalid|disabled)|送信先メールアドレスが見つかりません|宛先[^\n]{0,20}見つか/i,
  },
  {
    system: 'carrier',
    reason: 'mailboxfull',
    says: /The user\(s\) account is temporarily over quota|メールボックス[^\n]{0,20}(?:いっぱい|容量)/i,
  },
  { system: 'carrier', reason: 'suspend', says: /The user\(s\) account is temporarily limited/i },
  {
    system: 'carrier',
    reason: 'expired',
    says: /The following recipients did not receive this message|Could not be delivered to: .{0,80} As their mail ?server .{0,20}not respond/i,
  },
]

/** Systems whose report part says the same general code whatever happened: the notice holds the server's own answer. */
export const CONSTANT_REPORTS: readonly { system: string; says: RegExp }[] = [
  { system: 'OpenSMTPD', says: /This is the MAILER-DAEMON, please DO NOT REPLY to this e-?mail/i },
]

/** Words that prove the mailbox is not there, whoever says them and whenever. */
export const PROOFS: readonly { system: string; says: RegExp }[] = [
  { system: 'Postfix', says: /User unknown in (?:virtual|local|relay) (?:alias|mailbox|recipient) table/i },
  { system: 'Exchange', says: /RESOLVER\.ADR\.\w*NotFound|Recipient not found by SMTP address lookup/i },
  {
    system: 'Exchange Online, which refuses unknown addresses at its edge',
    says: /5\.4\.1 .{0,200}Recipient address rejected: Access denied/i,
  },
]

/** Words that say the mailbox is there and does not want this: they stand above any code. */
export const UNWANTED: readonly { system: string; says: RegExp }[] = [
  { system: 'Facebook', says: /refused due to recipient preferences/i },
  {
    system: 'challenges',
    says: /(?:account|mail ?box|address) is protected (?:by|with)|confirm (?:that )?you(?:'re| are) (?:a )?human/i,
  },
]
