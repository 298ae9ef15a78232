/** A light stemmer for Arabic, on folded words (ة = ه, أ = ا): articles, joined words and endings go; roots are not sought. */
const prefixes = ['وبال', 'وال', 'بال', 'فال', 'كال', 'ولل', 'لل', 'ال'] as const
/** One joined letter is only taken from what is then a known word, or `و` when much is left: most words just begin with it. */
const joined = ['و', 'ب', 'ل', 'ف', 'ك'] as const
const suffixes = [
  'تهم',
  'تكم',
  'تنا',
  'تها',
  'هما',
  'ات',
  'ان',
  'ون',
  'ين',
  'ها',
  'هم',
  'هن',
  'كم',
  'نا',
  'تي',
  'تك',
  'ته',
  'يه',
  'ه',
  'ي',
] as const
const possessives = ['ي', 'ك', 'ه'] as const
const SHORTEST = 3

/** Plurals made inside the word cannot be undone by endings; those of our trade are listed: plural → singular, both without article and ending. */
const brokenPlurals = new Map<string, string>([
  ['فواتير', 'فاتور'],
  ['خطوط', 'خط'],
  ['ارقام', 'رقم'],
  ['عقود', 'عقد'],
  ['اجهز', 'جهاز'],
  ['رسائل', 'رسال'],
  ['رسايل', 'رسال'],
  ['شرائح', 'شريح'],
  ['شرايح', 'شريح'],
  ['اسعار', 'سعر'],
  ['عروض', 'عرض'],
  ['مشاكل', 'مشكل'],
  ['هواتف', 'هاتف'],
  ['مبالغ', 'مبلغ'],
  ['متاجر', 'متجر'],
  ['فروع', 'فرع'],
  ['نقاط', 'نقط'],
  ['اعطال', 'عطل'],
  ['عملاء', 'عميل'],
  ['عملا', 'عميل'],
  ['زبائن', 'زبون'],
  ['زباين', 'زبون'],
  ['ايام', 'يوم'],
  ['شهور', 'شهر'],
  ['اشهر', 'شهر'],
  ['رموز', 'رمز'],
  ['ارصد', 'رصيد'],
  ['برامج', 'برنامج'],
  ['مواعيد', 'موعد'],
  ['طرود', 'طرد'],
  ['حلول', 'حل'],
  ['شكاوي', 'شكو'],
  ['شكاو', 'شكو'],
  ['مكاتب', 'مكتب'],
  ['رسوم', 'رسم'],
])
const known = new Set([
  ...brokenPlurals.keys(),
  ...brokenPlurals.values(),
  'باق',
  'بطاق',
  'شبك',
  'اشتراك',
  'مكالم',
  'حساب',
  'طلب',
  'انترنت',
])

export function stemArabic(word: string): string {
  const bare = withoutEnding(withoutJoined(withoutArticle(word)))
  return brokenPlurals.get(bare) ?? bare
}

function withoutArticle(word: string): string {
  const prefix = prefixes.find((each) => word.startsWith(each) && word.length - each.length >= 2)
  return prefix === undefined ? word : word.slice(prefix.length)
}

function withoutJoined(word: string): string {
  const letter = joined.find((each) => word.startsWith(each))
  if (letter === undefined || known.has(withoutEnding(word))) return word
  const rest = word.slice(1)
  const goes = known.has(withoutEnding(rest)) || (letter === 'و' && rest.length > SHORTEST)
  return goes ? rest : word
}

function withoutEnding(word: string): string {
  if (known.has(word)) return word
  const possessive = possessives.find((each) => word.endsWith(each) && known.has(word.slice(0, -1)))
  if (possessive !== undefined) return word.slice(0, -1)
  const suffix = suffixes.find((each) => word.endsWith(each) && word.length - each.length >= SHORTEST)
  return suffix === undefined ? word : word.slice(0, -suffix.length)
}
