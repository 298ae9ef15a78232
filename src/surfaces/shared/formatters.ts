type Make<Options, Formatter> = (lang: string, options: Options) => Formatter

/** Making a formatter costs a hundred times what using it does, and there are only as many as languages times ways to say it. */
function kept<Options, Formatter>(make: Make<Options, Formatter>): Make<Options, Formatter> {
  const made = new Map<string, Formatter>()
  return (lang, options) => {
    const key = lang + JSON.stringify(options)
    const formatter = made.get(key) ?? make(lang, options)
    made.set(key, formatter)
    return formatter
  }
}

export const dateFormat = kept((lang, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(lang, options))
export const relativeFormat = kept(
  (lang, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(lang, options),
)
export const numberFormat = kept((lang, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(lang, options))
export const pluralRules = kept((lang, options: Intl.PluralRulesOptions) => new Intl.PluralRules(lang, options))
export const nameFormat = kept((lang, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames([lang], options))
