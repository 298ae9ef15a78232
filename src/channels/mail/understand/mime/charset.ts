/** Names seen in mail that the Encoding Standard does not know. Everything is lower case, without `x-`, `cs`, dots and dashes. */
const ALIASES: Readonly<Record<string, string>> = {
  '1252': 'windows-1252',
  '88591': 'windows-1252',
  ansi: 'windows-1252',
  ascii8bit: 'windows-1252',
  binary: 'windows-1252',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  cp1254: 'windows-1254',
  cp1256: 'windows-1256',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  cp874: 'windows-874',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  gb231280: 'gb18030',
  iso2022jp: 'iso-2022-jp',
  iso2022jp1: 'iso-2022-jp',
  iso2022jp2: 'iso-2022-jp',
  iso2022jpms: 'iso-2022-jp',
  iso88598i: 'iso-8859-8',
  iso88598e: 'iso-8859-8',
  ksc56011987: 'euc-kr',
  ms932: 'shift_jis',
  shiftjis: 'shift_jis',
  sjis: 'shift_jis',
  tis620: 'windows-874',
  uhc: 'euc-kr',
  unicode11utf8: 'utf-8',
  unicode11utf7: 'utf-7',
  usascii: 'utf-8',
  ascii: 'utf-8',
  ansix341968: 'utf-8',
  '7bit': 'utf-8',
  '8bit': 'utf-8',
  utf7: 'utf-7',
  utf8mb4: 'utf-8',
  windows31j: 'shift_jis',
}

const decoders = new Map<string, TextDecoder>()
const strict = new TextDecoder('utf-8', { fatal: true })

/** Bytes as text, whatever was declared: a wrong, unknown or missing name never loses a character that can be guessed. */
export function decodeText(bytes: Uint8Array, declared: string | undefined): string {
  const name = nameOf(declared)
  if (name === 'utf-7') return decodeUtf7(Buffer.from(bytes).toString('latin1'))
  if (name === null || name === 'utf-8') return asUtf8(bytes) ?? decoderOf('windows-1252').decode(bytes)
  // Many programs say Latin-1 and write UTF-8; real Latin-1 is hardly ever valid UTF-8 with letters beyond ASCII.
  if (name === 'windows-1252' && bytes.some((byte) => byte > 0x7f))
    return asUtf8(bytes) ?? decoderOf(name).decode(bytes)
  return decoderOf(name).decode(bytes)
}

/** So long a text was cut by us, perhaps within a character. */
const MAY_BE_CUT = 100_000

/** Null when they are not UTF-8. */
function asUtf8(bytes: Uint8Array): string | null {
  for (const cut of bytes.length < MAY_BE_CUT ? [0] : [0, 1, 2, 3]) {
    try {
      return strict.decode(bytes.subarray(0, bytes.length - cut))
    } catch {
      // A shorter piece may do.
    }
  }
  return null
}

function nameOf(declared: string | undefined): string | null {
  const asked = (declared ?? '')
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase()
    .slice(0, 40)
  if (asked === '') return null
  const known = ALIASES[asked.replace(/^(?:x-|cs)/, '').replace(/[\s._-]/g, '')]
  if (known !== undefined) return known
  for (const label of [asked, asked.replace(/^x-/, ''), asked.replace(/_/g, '-')]) {
    try {
      return new TextDecoder(label).encoding
    } catch {
      // The next spelling may be known.
    }
  }
  return null
}

function decoderOf(name: string): TextDecoder {
  const decoder = decoders.get(name) ?? new TextDecoder(name)
  decoders.set(name, decoder)
  return decoder
}

/** RFC 2152, still sent by old gateways. */
function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, base64: string) => (base64 === '' ? '+' : utf16be(base64)))
}

function utf16be(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  return bytes
    .subarray(0, bytes.length & ~1)
    .swap16()
    .toString('utf16le')
}
