/**
 * What mail servers say, by what it means; read top to bottom, the first that is found counts. General wordings of
 * SMTP answers, whoever speaks; those of one mail system about its own delivery are in systems.ts.
 */
export const PHRASES: readonly [string, RegExp][] = [
  [
    'mailboxfull',
    /(?:mail ?box|inbox|user|account|recipient|maildir|storage|disk)[^.\n]{0,40} (?:is |are )?(?:full|over ?quota|exceeded)|over (?:the )?(?:allowed |disk |storage |maximum )?quota|over ?quota|quota (?:exceeded|exceed|full|violation)|exceed(?:ed|s|ing)?[^.\n]{0,40} quota|not enough (?:storage|disk|free) ?space|insufficient (?:disk|storage)|mail ?box (?:is )?full|mailfolder is full|out of (?:storage )?space|exceed(?:ed|s) (?:its |the )?(?:storage|space|size|allowed size) ?(?:limit|allocation)?|account is exceeding|too many messages in (?:the )?(?:mailbox|folder)|has reached its (?:maximum )?(?:storage|quota)|space has been used up|will put them over|552 [^\n]{0,60}(?:exceeded storage|mailbox|quota)|boite (?:aux lettres )?pleine|bo[iî]te[^.\n]{0,20} pleine|postfach[^.\n]{0,20} (?:ist )?voll|mailbox van [^\n]{0,40} vol|buz[oó]n lleno|casella[^.\n]{0,30} piena/i,
  ],
  [
    'mesgtoobig',
    /(?:message|mail|e-?mail)[^.\n]{0,40} (?:is )?(?:too (?:big|large)|larger than)|(?:message|mail) (?:file )?(?:size|length) (?:exceeds|exceeded|limit)|exceed(?:s|ed)? (?:the )?(?:maximum|fixed|max|current)?[^.\n]{0,20}(?:message|mail) size|size limit|line limit exceeded|maximum message size|too large (?:message|for)|552 [^\n]{0,20}message size/i,
  ],
  [
    'hasmoved',
    /(?:has|have) (?:been )?(?:moved|replaced by|changed)(?: to|:)|no longer (?:at|on) this|address (?:has )?changed/i,
  ],
  [
    'norelaying',
    /relay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed)|prohibited)|(?:unable|not (?:permitted|allowed)|refus\w+|cannot|can't|don't|not authorized|insecure|no)\b[^.\n]{0,30} relay|not (?:an? )?(?:open|local) relay|relaying (?:mail )?(?:to|through|from)|relay not|that domain isn'?t in my list of allowed rcpthosts|not (?:a )?local (?:host|domain)|must (?:authenticate|check)[^.\n]{0,30}(?:before|first)|send mail for relay/i,
  ],
  [
    'authfailure',
    /(?:spf|dkim|dmarc|multiple authentication)[^\n]{0,60}(?:fail|reject|not pass|unauthori|invalid|denied|policy|check)|(?:fail|reject|violat|not pass)\w*[^\n]{0,40} (?:spf|dkim|dmarc)\b|unauthenticated (?:e?mail|sender|messages?)|does not pass (?:domain )?authentication|sender policy framework/i,
  ],
  [
    'requireptr',
    /(?:reverse|ptr|rdns|fcrdns)[^\n]{0,60}(?:fail|required|missing|not|invalid|no\b|mismatch|does)|(?:no|missing|invalid|without|need\w*|lack\w*|cannot (?:find|resolve)) (?:a |your )?(?:ptr|reverse|rdns)|cannot find your (?:reverse )?hostname|unresolvable (?:client|hostname)|ip name lookup failed/i,
  ],
  [
    'virusdetected',
    /virus[^.\n]{0,20} (?:found|detected|in|alert|warning)|infected (?:with|by|file)|contains? (?:a )?(?:virus|malware|malicious)|(?:malware|worm|phishing attempt) (?:found|detected)|unacceptable attachment|attachment (?:name )?[^.\n]{0,30}(?:not allowed|prohibited|blocked)|potentially executable/i,
  ],
  [
    'badreputation',
    /(?:bad|poor|low|very low|untrusted|negative) reputation|reputation (?:of|score|too|is|block)|due to (?:the )?(?:very low |poor |bad )?(?:ip |domain )?reputation|weighted reputation/i,
  ],
  [
    'spamdetected',
    /\bspam\b|\buce\b|unsolicited|bulk e?-?mail|junk mail|bogofilter|spamassassin|spam ?cop|spam score|looks like (?:a )?(?:spam|phish)|message (?:has been |was )?(?:scored|classified|flagged|detected) (?:too high|as)|blacklisted url|(?:appears|believed) to be (?:spam|unsolicited)|high probability of spam|rejected by (?:content|bayes|filter)|content filter|denied by (?:content|policy) filter|cloudmark|suspected (?:as )?spam|\bphishing\b|greylist spam/i,
  ],
  [
    'speeding',
    /too many (?:messages|mails?|e-?mails|recipients this)[^.\n]{0,60}(?:minute|hour|short|time|rate|slow|session)|rate ?limit|receiv(?:e|ing) mail (?:too quickly|at a rate)|too fast|sending too (?:much|many)|throttl|mail rate|exceeded the (?:rate|maximum number of (?:messages|connections) per)|slow down/i,
  ],
  [
    'toomanyconn',
    /too many (?:concurrent|simultaneous|smtp|open)? ?(?:connections?|sessions?|recipients)|(?:maximum|max)[^.\n]{0,20} connections?|connection (?:rate )?limit|connections? from (?:your|this) (?:ip|host)[^.\n]{0,20} exceeded|server is busy|too busy/i,
  ],
  [
    'suspend',
    /(?:account|mail ?box|user|address|recipient|domain)[^.\n]{0,60} (?:is |has been |was |been |temporarily |temporary |currently )*(?:disabled|suspended|deactivated|inactive|locked|blocked by admin|discontinued|closed|expired|not active|unavailable for)|(?:disabled|suspended|inactive|deactivated|locked) (?:account|user|recipient|mail ?box|address)|temporar(?:y|ily) (?:locked|disabled|suspended)|account expired|not currently active|frozen|konto[^.\n]{0,20} gesperrt|compte[^.\n]{0,20} (?:d[eé]sactiv|suspendu)/i,
  ],
  [
    'rejected',
    /sender (?:address )?(?:is )?(?:rejected|denied|refused|blocked|unknown|not (?:allowed|permitted|exist)|invalid|verify failed|bad)|bad sender|(?:invalid|unknown|unresolvable|forged|unroutable) (?:sender|return ?-?path|mail from|envelope)|domain of sender|(?:mail|message|e-?mail) from [^\n]{0,60}(?:refused|rejected|denied|not (?:allowed|accepted))|access denied[^.\n]{0,30} sender|sender domain|address in mail ?from|empty envelope senders? not allowed|does not accept bounces|null sender|server does not accept mail from|sender has been (?:rejected|blocked)|you are not (?:allowed|authorized) to (?:send|post)|only (?:members|subscribers)|(?:are|is) not (?:a )?member|not member|may not have permission to (?:post|send)|rule imposed mailbox access|restricted sender/i,
  ],
  [
    'hostunknown',
    /(?:host|domain)(?: or domain)?(?: name)? (?:is )?(?:not found|unknown|does ?n[o']t exist|invalid|not exist|can'?t be found|could not be (?:found|resolved))|(?:unknown|no such|invalid|bad|illegal|nonexistent|non-existent) (?:host|domain|destination host)|recipient(?: address)? rejected: domain not found|unrout(?:e)?able (?:mail )?(?:domain|address)|name service error|name or service not known|no (?:mx|a)\b[^.\n]{0,30} (?:record|host)|mx[^.\n]{0,30} (?:not found|does not exist|points to)|nullmx_dummy|couldn'?t find any host|could(?: not|n'?t) (?:resolve|find)[^.\n]{0,30}(?:host|domain|address)|dns (?:error|lookup)[^.\n]{0,40}(?:not found|fail|nxdomain)|nxdomain|host (?:not found|unknown)|unresolvable (?:domain|recipient domain)|all relevant mx records point to non-existent|not an internet address|domain (?:listed in|mentioned)[^.\n]{0,30} not found|does not resolve|domain\b[^.\n]{0,60} does not exist/i,
  ],
  [
    'notaccept',
    /(?:does not|doesn'?t|not) accept(?:ing)? (?:any )?(?:e?-?mail|messages|smtp)|no smtp service|null mx|nullmx|mail receiving disabled|host [^\n]{0,60}does not (?:accept|receive) (?:any )?mail|smtp protocol (?:diagnostic )?failed: [^\n]{0,20}not accept|no longer accept/i,
  ],
  [
    'userunknown',
    /(?:user|mail ?box|address|account|recipient|member|local ?part|alias|login|list|customer|e-?mail address)[^.\n:]{0,60} (?:is |was |has |does |could |can |are )*(?:not (?:found|known|exist|valid|listed|be found|a (?:valid|known)|recogni[sz]ed|here|registered|our|available here|local)|unknown|n[o']t exist|does ?n['o]t exist|not exist|invalid|no longer (?:exists?|valid|available|on|here|active)|nonexist\w*|undeliverable|doesn'?t have|terminated|cancell?ed|removed|deleted)|(?:no such|unknown|invalid|bad|non-?exist(?:e|a)nt|nonexistent|not a valid|not known|undefined|unrecogni[sz]ed|illegal|not existing|wrong) (?:user|recipient|mail ?box|account|address|person|local ?part|e-?mail|login|id|customer|destination|list|virtual|addressee)|no valid recipients|no (?:mail ?box|account|user|valid recipient|such|known|matching)[^.\n]{0,30} (?:here|by that name|found|exists?|with that|under|of that)|(?:don'?t|do not) (?:have|know|handle)[^.\n]{0,40}(?:user|account|mailbox|address)|address unknown|address rejected(?=[:;]? ?(?:user|undeliver|unknown|no |not |mail ?box|invalid|nonexist|$|[.\n([]))|user unknown|unknown:|recipient (?:address )?(?:unknown|not (?:found|ok))|delivery to the following (?:recipients?|addresses?) failed permanently|account (?:that )?you tried to reach does not exist|mailbox unavailable|not our customer|dosn'?t exist|doesn'?t exist|does ?not exist|not listed in|there is no (?:user|one|such)|this user|unbekannt|inconnu|destinataire inconnu|onbekend|desconocid|sconosciut|nieznany|couldn'?t be found|wasn'?t found/i,
  ],
  [
    'filtered',
    /recipient (?:has )?(?:refused|rejected|declined|blocked|does not want)|(?:refused|rejected|blocked|filtered) by (?:the )?(?:recipient|user|mailbox|destination)|user reject|we failed to deliver mail because|account is protected by|mail(?:box)? (?:is )?protected|because the recipient|not (?:accept|want) (?:mail|messages) from you|resolver\.rst\.notauthorized|restricted|this group is restricted/i,
  ],
  [
    'blocked',
    /(?:black|block|deny|drop) ?-?list|\brbls?\b|dnsbl|spamhaus|barracuda ?(?:central|networks)|sorbs|bl\.|client host (?:\S{1,80} )?(?:rejected|blocked|refused)|(?:\bip\b|ip address|client|connection|network|your (?:mail )?(?:host|server)|sending (?:host|server|ip))[^.\n]{0,80} (?:is |was |been |has )*(?:blocked|banned|refused by|denied|rejected|not allowed|listed)|blocked (?:by|using|for|from|due)|access denied|connection (?:refused|dropped|not accepted) (?:by|due|for)|go away|(?:helo|ehlo)[^\n]{0,60}(?:reject|invalid|denied|bad|fail|not)|temporarily (?:deferred|rejected|blocked)|deferred due to|ban(?:ned)? (?:sending )?ip|greylist|not permitted to (?:send|connect)|service (?:unavailable|refused)[^\n]{0,20};? client|dynamic (?:ip|address)|residential|no access from|5\.7\.1 (?:service unavailable|access)/i,
  ],
  [
    'policyviolation',
    /(?:policy|security) (?:violation|reasons?|rejection|restrictions?)|violat(?:es|ed|ion)[^.\n]{0,40} polic|(?:rejected|denied|blocked|prohibited) (?:by|due to|for)[^.\n]{0,40} (?:polic(?:y|ies)|rule)|rejected: policy|by (?:local |mail |site |organi[sz]ation )?policy|message (?:refused|prohibited|rejected)|administrative prohibition|(?:mail|message) contents? (?:rejected|not accept)/i,
  ],
  [
    'securityerror',
    /authentication (?:required|failed|turned on|credentials)|(?:must|need to) (?:issue a )?(?:starttls|use tls|authenticate)|starttls|tls (?:is )?(?:required|negotiation|handshake)|sasl|password|certificate|unauthori[sz]ed|not authori[sz]ed|failed to delivery/i,
  ],
  [
    'systemfull',
    /(?:mail )?system (?:is )?full|no space left|disk (?:is )?full|insufficient system (?:storage|resources)|requested mail action aborted: exceeded storage/i,
  ],
  [
    'expired',
    /(?:retry|delivery|queue|connect\w*|session|conversation|greeting|command|data)[^.\n]{0,30} (?:time(?:d)? ?-?out|timeout|time expired)|expired|timed? ?out|time limit|(?:could|can|was|has|have) ?(?:not|n'?t)(?: yet)?(?: been)? (?:be )?delivered (?:for|in|within|after)|been in the queue too long|in the queue (?:too long|for)|has been (?:delayed|queued)|is delayed|delay(?:ed)? (?:for|more)|will be retried|not (?:yet )?been delivered|(?:host|server) not (?:reachable|responding)|unable to (?:connect|deliver[^.\n]{0,30} (?:after|within|for))|too old|did not (?:accept our requests to connect|respond)|has exceeded the max(?:imum)? (?:number of )?(?:time|retr)|exceeded (?:the )?(?:max\w* )?retr|socket error|(?:not |un)reachable for too long|not reachable|delivery failed \d+ attempts|warning message only|max(?:imum)? (?:delivery )?(?:retries|time)/i,
  ],
  [
    'networkerror',
    /network (?:error|is unreachable|unreachable|failure)|no route to host|connection (?:refused|reset|lost|failed|closed|was (?:refused|closed|lost))|lost connection|too many hops|(?:mail|routing|forwarding) loop|hop count|loops? (?:back|detected|to myself)|unable to route|could not connect|couldn'?t connect|establish an smtp connection|maximum hop|bad connection|mx[^.\n]{0,20} (?:loop|myself)|routing error|host is unreachable|all hosts (?:have been )?fail|not connect to|malformed|partial (?:reply|response)/i,
  ],
  [
    'systemerror',
    /(?:system|server|internal|configuration|local|software|lookup|database|ldap|directory|queue|i\/o|temporary|program|unexpected) ?(?:configuration )?(?:error|failure|problem|misconfigur)|misconfigur|out of memory|not (?:support|capable|available|configured)|service (?:is )?(?:temporarily )?(?:not available|unavailable)|can'?t (?:create|open|write|lock)|could not (?:load|open|create)|cannot (?:open|create|append)|please try (?:again )?later|try again later|lowest numbered mx|mail for \S+ loops|resources temporarily|timeout waiting for input/i,
  ],
  [
    'mailererror',
    /command (?:failed|died|line)|exit(?:ed)? (?:code|status|with)|x-unix|program (?:failed|not)|unknown mailer|pipe|procmail|mailer (?:error|failed)|transport[^.\n]{0,30} (?:error|fail|returned)|can'?t execute|vacation program/i,
  ],
  [
    'contenterror',
    /(?:8bit|8-bit|charset|header|format|mime|content|encod\w+|character|attachment|line length|unsupported)[^.\n]{0,40} (?:error|not (?:allow|accept|permit|support)|invalid|illegal|refused|rejected|too long|missing|bad)|improper use of 8-bit|bare (?:lf|line ?feeds?)|bad attachment/i,
  ],
  [
    'notcompliantrfc',
    /rfc ?-?[2-9]\d{2,3}|not rfc|duplicate header|multiple (?:from|subject) headers?|message has no|header (?:is )?missing/i,
  ],
  [
    'syntaxerror',
    /syntax error|command (?:not (?:recogni[sz]ed|implemented)|unrecogni[sz]ed)|bad (?:command )?(?:sequence|syntax|arguments?)|unrecogni[sz]ed (?:command|parameter)|invalid (?:command|parameter)|out of sequence/i,
  ],
]
