/**
 * The line a mail program puts above what it quotes, by language. Each is matched against one line (wrapped ones are
 * joined first) without the quote signs; `…` stands for a date, a name or an address.
 */
export const ATTRIBUTIONS: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    /^[-_*\s]*(?:On|At|In a message dated)\b.{3,300}\b(?:wrote|writes|said|schrieb)\b.{0,60}?[:：-]+\s*$/i,
    /^.{2,200} (?:wrote|writes|said)(?: on .{4,60}| the following(?: on .{4,60})?)?\s?:\s*$/i,
    /^On\b.{6,200}<[^<>\s]+@[^<>\s]+>\s*(?:wrote)?:?\s*$/i,
  ],
  de: [
    /^(?:Am\b.{3,300}\bschrieb\b.{0,200}|.{2,200}\bschrieb(?: am\b.{3,80}| folgendes.{0,60})?\s?|.{0,200}\bhat am\b.{3,200}geschrieben\s?):\s*$/i,
  ],
  fr: [
    /^(?:Le|Au)\b.{3,300}\ba (?:é|e\u0301|e)crit\s?[:：]\s*$/i,
    /^.{2,200} a (?:é|e\u0301|e)crit(?: le .{4,80})?\s?:\s*$/i,
  ],
  nl: [
    /^(?:Op\b.{3,300}\b(?:schreef|geschreven)\b.{0,200}|.{2,200}\b(?:schreef|heeft geschreven|het volgende geschreven)(?: op .{4,80})?\s?):\s*$/i,
  ],
  es: [/^(?:El\b.{3,300}|.{2,200}) escribi(?:ó|o\u0301|o)(?: el .{4,80}| en .{2,80})?\s?:\s*$/i],
  pt: [/^(?:Em|No dia|A)\b.{3,300}\bescreveu\b.{0,100}:\s*$/i, /^.{2,200} escreveu(?: em .{4,80})?\s?:\s*$/i],
  it: [/^(?:Il|In data|Nel)\b.{3,300}\bha scritto\b.{0,60}:\s*$/i, /^.{2,200} ha scritto(?: il .{4,80})?\s?:\s*$/i],
  pl: [
    /^(?:Dnia|W dniu|Dn\.|W dn\.)?.{3,300}\b(?:napisał|pisze|wrote)(?:\(a\)|\/a|a)?\b.{0,100}:\s*$/i,
    /^.{3,300} napisał(?:\(a\)|\/a|a)?\s?:\s*$/i,
  ],
  ro: [/^(?:Pe|În|In|La|Pe data de|În data de)\b.{3,300}\ba scris\b.{0,60}:\s*$/i, /^.{2,200} a scris\s?:\s*$/i],
  sv: [/^(?:Den|På|On)?\b.{3,300}\b(?:skrev|skreiv)\b.{0,200}:\s*$/i],
  fi: [/^.{3,300}\bkirjoitti\b.{0,100}:\s*$/i],
  cs: [/^(?:Dne|Dňa)?.{3,300}\bnapsal(?:\(a\)|a)?\b.{0,100}:\s*$/i, /^.{3,300}\bnapísal(?:\(a\)|a)?\b.{0,100}:\s*$/i],
  hu: [/^.{3,300}\b(?:ezt )?írta\b.{0,100}:\s*$/i, /^.{3,300} írta(?: \(.{3,60}\))?\s?:\s*$/i],
  tr: [/^.{3,300}(?:şunları yazdı|tarihinde yazdı|yazdı)\s?:\s*$/i],
  ru: [/^.{3,300}(?:написала?|написал\(а\)|пишет|писала?)\s?:\s*$/i],
  uk: [/^.{3,300}(?:написав|написала|пише)\s?:\s*$/i],
  el: [/^.{3,300}έγραψε\s?:\s*$/i],
  he: [/^.{3,300}(?:כתב|כתבה|כתב\/ה)\s?:\s*$/],
  ar: [/^.{0,300}(?:كتب|كتبت|كتَب)(?:\s.{0,200})?\s?[:：]\s*$/],
  zh: [/^.{2,300}(?:写道|寫道|写了|寫了)\s?[:：]?\s*$/],
  ja: [/^.{2,300}(?:書きました|のメール|は書きました|wrote)\s?[:：]\s*$/],
  ko: [/^.{2,300}(?:작성|썼습니다|쓴 글)\s?[:：]\s*$/],
  vi: [/^.{3,300}đã viết\s?:\s*$/i],
  ca: [/^(?:El|A)\b.{3,300}\bva escriure\s?:\s*$/i],
  bg: [/^.{3,300}написа\s?:\s*$/i],
  hr: [
    /^.{3,300}\bje (?:\S{1,40} ){0,4}?napisa(?:o|la|o\/la)\s?:\s*$/i,
    /^.{3,300}је (?:\S{1,40} ){0,4}?написа(?:о|ла)\s?:\s*$/i,
  ],
  sl: [/^.{3,300}\bje napisal(?:a|\/a)?\s?:\s*$/i],
  et: [/^.{3,300}\bkirjutas\b.{0,60}:\s*$/i],
  lv: [/^.{3,300}rakstīja\s?:\s*$/i],
  lt: [/^.{3,300}rašė\s?:\s*$/i],
  th: [/^.{3,300}เขียนว่า\s?:\s*$/],
  hi: [/^.{3,300}ने लिखा\s?:\s*$/],
  id: [/^(?:Pada\b)?.{3,300}\bmenulis\s?:\s*$/i],
  /** Whatever the language, and without a verb: something with a digit, an address in brackets, a colon. */
  any: [/^(?=.{0,200}\d)[^<>]{4,200}<[^<>\s]+@[^<>\s]+>\s?[:：]$/],
}

const ALL = Object.values(ATTRIBUTIONS).flat()
/** A date, an address, a name in quotes: without any of them it may be somebody's sentence. */
const FACTS = /\d|@|"|\bvia |, you /

const MARKS = /[\u200e\u200f\u202a-\u202c\u2066-\u2069]/g

export type Certainty = 'sure' | 'if-a-quote-follows'

export function isAttribution(line: string): Certainty | null {
  const bare = line.replace(MARKS, '').trim()
  if (bare.length > 500 || !/[:：\-道了>]$/.test(bare) || !ALL.some((shape) => shape.test(bare))) return null
  return FACTS.test(bare) ? 'sure' : 'if-a-quote-follows'
}

/** How the first of several lines may begin: only then are lines joined. */
export const MAY_BEGIN =
  /^[-_*\s]*(?:On|At|Am|Le|Au|Op|El|Em|Il|In|Nel|Dnia|W dniu|Pe|În|La|Den|På|Dne|Dňa|Pada|În data|Vào|Στις|В|Вт|Пн|Ср|Чт|Пт|Сб|Вс|في|بتاريخ|ב|\d{1,4}[-/. ]|\p{Lu}\p{Ll}{1,12},? \d|[^\n]{2,120}<[^<>]*$|[^\n]{2,150}(?:schrieb|schreef|wrote|escribió|a écrit|napisał)\b)/u
