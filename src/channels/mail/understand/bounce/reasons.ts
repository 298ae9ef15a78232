/** Why a mail came back. `hard` ones say that the address will never work. */
export const HARD: ReadonlySet<string> = new Set(['userunknown', 'hostunknown', 'hasmoved', 'notaccept'])

interface Codes {
  permanent: string
  temporary?: string
}

/** Codes for reports that carry none: subject 0, detail 900 and up, which RFC 3463 leaves unused; numbered as Sisimai numbers them, so that both can be compared. */
export const OWN_CODES: Readonly<Record<string, Codes>> = {
  authfailure: { permanent: '5.0.973' },
  badreputation: { permanent: '5.0.975', temporary: '4.0.975' },
  blocked: { permanent: '5.0.971', temporary: '4.0.971' },
  contenterror: { permanent: '5.0.960', temporary: '4.0.960' },
  exceedlimit: { permanent: '5.0.923' },
  expired: { permanent: '5.0.947', temporary: '4.0.947' },
  filtered: { permanent: '5.0.910', temporary: '4.0.924' },
  hasmoved: { permanent: '5.0.916' },
  hostunknown: { permanent: '5.0.912' },
  mailboxfull: { permanent: '5.0.922', temporary: '4.0.922' },
  mailererror: { permanent: '5.0.939' },
  mesgtoobig: { permanent: '5.0.934' },
  networkerror: { permanent: '5.0.944', temporary: '4.0.944' },
  norelaying: { permanent: '5.0.909' },
  notaccept: { permanent: '5.0.932' },
  notcompliantrfc: { permanent: '5.0.974' },
  onhold: { permanent: '5.0.901', temporary: '4.0.901' },
  policyviolation: { permanent: '5.0.972' },
  rejected: { permanent: '5.0.918', temporary: '4.0.918' },
  requireptr: { permanent: '5.0.974', temporary: '4.0.974' },
  securityerror: { permanent: '5.0.970', temporary: '4.0.970' },
  spamdetected: { permanent: '5.0.980', temporary: '4.0.980' },
  speeding: { permanent: '5.0.945', temporary: '4.0.945' },
  suspend: { permanent: '5.0.921' },
  syntaxerror: { permanent: '5.0.902' },
  systemerror: { permanent: '5.0.930', temporary: '4.0.930' },
  systemfull: { permanent: '5.0.931', temporary: '4.0.931' },
  toomanyconn: { permanent: '5.0.945', temporary: '4.0.945' },
  undefined: { permanent: '5.0.900', temporary: '4.0.900' },
  userunknown: { permanent: '5.0.911' },
  virusdetected: { permanent: '5.0.971' },
}

/** What an enhanced status code says by itself (RFC 3463, 5248, 7372, 7505), for class 4 and 5 alike; `5.` or `4.` before it narrows. */
const BY_CODE: readonly [RegExp, string][] = [
  [/^5\.1\.[013]$|^5\.1\.351$/, 'userunknown'],
  [/^5\.1\.2$/, 'hostunknown'],
  [/^5\.1\.4$/, 'filtered'],
  [/^[45]\.1\.6$|^5\.7\.1[78]$/, 'hasmoved'],
  [/^[45]\.1\.[78]$|^5\.7\.27$/, 'rejected'],
  [/^5\.1\.10$/, 'notaccept'],
  [/^4\.2\.1$|^5\.7\.13$/, 'suspend'],
  [/^5\.2\.[014]$|^4\.2\.4$/, 'filtered'],
  [/^[45]\.2\.2$/, 'mailboxfull'],
  [/^[45]\.2\.3$/, 'exceedlimit'],
  [/^[45]\.3\.1$/, 'systemfull'],
  [/^[45]\.3\.2$/, 'notaccept'],
  [/^[45]\.3\.4$|^[45]\.7\.16$/, 'mesgtoobig'],
  [/^5\.3\.0$|^[45]\.3\.[35]$|^[45]\.1\.9$|^5\.4\.3$|^[45]\.5\.[45]$/, 'systemerror'],
  [/^4\.4\.[17]$|^5\.4\.7$|^[45]\.4\.3(?:00|1[267])$/, 'expired'],
  [/^[45]\.4\.[0246]$|^5\.4\.1$/, 'networkerror'],
  [/^[45]\.4\.5$|^[45]\.5\.3$/, 'toomanyconn'],
  [/^[45]\.6\./, 'contenterror'],
  [/^[45]\.7\.25$/, 'requireptr'],
  [/^[45]\.7\.2[0-46]$/, 'authfailure'],
  [/^[45]\.7\.[12]$/, 'blocked'],
  [/^[45]\.7\./, 'securityerror'],
]

export const reasonOfCode = (code: string): string | null => BY_CODE.find(([shape]) => shape.test(code))?.[1] ?? null

export function ownCode(reason: string, temporary: boolean): string {
  const codes = OWN_CODES[reason]
  return (temporary ? codes?.temporary : undefined) ?? codes?.permanent ?? '5.0.900'
}
