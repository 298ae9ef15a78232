/** Countries written without a trunk 0, nine digits: Spain and Poland. */
const NINE_DIGITS: Readonly<Record<string, RegExp>> = { es: /^[6-9]\d{8}$/, pl: /^[1-9]\d{8}$/ }
const NINE_DIGITS_ANYWHERE = /^[5-9]\d{8}$/
/** With a trunk 0: Belgium, France, Great Britain, the Netherlands, Romania, Italy's neighbours, Morocco, Egypt, the Gulf. */
const WITH_TRUNK = /^0[1-9]\d{7,9}$/
const INTERNATIONAL = /^(?:\+|00)[1-9]\d{6,14}$/
/** The US and Canada: 555-0123 alone is no number of a person, (212) 555-0123 is. */
const NORTH_AMERICAN = /^\(?[2-9]\d{2}\)?[ .-][2-9]\d{2}[ .-]\d{4}$/

/**
 * Is this a telephone number? `written` as it stands, `digits` with its leading + if it has one.
 * Nine digits without a trunk are also what an order looks like: outside Spain and Poland only with the groups of a number.
 */
export function isPhone(written: string, digits: string, lang: string | undefined): boolean {
  if (INTERNATIONAL.test(digits)) return true
  if (digits.startsWith('+')) return false
  // 10.0.26100.4061: nobody writes a national number with a digit alone.
  if (/(?:^|[^\d(])\d(?!\d)/.test(written)) return false
  if (WITH_TRUNK.test(digits) || NORTH_AMERICAN.test(written)) return true
  const national = NINE_DIGITS[lang ?? '']
  if (national !== undefined) return national.test(digits)
  const grouped = /^\d{2,3}(?:[ .-]\d{2,3}){2,3}$/.test(written)
  return NINE_DIGITS_ANYWHERE.test(digits) && (grouped || /^[67]/.test(digits))
}
