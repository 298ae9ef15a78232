/** How mail programs mark, in HTML, what is not the writer's own: by program. Tested against tag, id, class and style. */
export interface Container {
  program: string
  is: 'quote' | 'rest-is-quote' | 'signature'
  tag?: RegExp
  id?: RegExp
  class?: RegExp
  style?: RegExp
}

export const CONTAINERS: readonly Container[] = [
  { program: 'all', is: 'quote', tag: /^blockquote$/ },
  {
    program: 'Outlook for Windows',
    is: 'rest-is-quote',
    tag: /^div$/,
    style: /border:\s?none;\s*border-top:\s?solid #?(?:e1e1e1|b5c4df|[0-9a-f]{6}) 1\.0pt/i,
  },
  {
    program: 'Windows Mail',
    is: 'rest-is-quote',
    tag: /^div$/,
    style: /border-top-color:\s?rgb\(229,\s?229,\s?229\)|border-top:\s?(?:solid )?1px (?:solid )?(?:#e5e5e5|rgb\(229)/i,
  },
  { program: 'Outlook 2003', is: 'rest-is-quote', tag: /^div$/, class: /^OutlookMessageHeader$/ },
  {
    program: 'Outlook for the web',
    is: 'rest-is-quote',
    id: /^(?:x_)?(?:divRplyFwdMsg|appendonsend|ms-outlook-mobile-body-separator-line)$/i,
  },
  {
    program: 'Outlook mobile',
    is: 'rest-is-quote',
    id: /^(?:mail-editor-reference-message-container|ms-outlook-mobile-reference-message)$|reference-message/i,
  },
  { program: 'Outlook for Mac', is: 'rest-is-quote', id: /^OLK_SRC_BODY_SECTION$/ },
  { program: 'Hotmail', is: 'rest-is-quote', tag: /^hr$/, id: /^stopSpelling$/i },
  { program: 'Zimbra', is: 'rest-is-quote', tag: /^hr$/, id: /^zwchr$/i },
  { program: 'Yahoo', is: 'rest-is-quote', class: /(?:^|\s)yahoo_quoted/ },
  { program: 'Yahoo', is: 'rest-is-quote', id: /^(?:yiv\d+)?yahoo_quoted/ },
  { program: 'AOL', is: 'rest-is-quote', id: /^AOLMsgPart/ },
  { program: 'Proton', is: 'rest-is-quote', class: /(?:^|\s)protonmail_quote/ },
  { program: 'Tutanota', is: 'rest-is-quote', class: /(?:^|\s)tutanota_quote/ },
  { program: 'Zoho', is: 'rest-is-quote', class: /(?:^|\s)zmail_extra/ },
  { program: 'Mail.ru', is: 'rest-is-quote', class: /(?:^|\s)mail-quote-collapse|js-helper js-readmsg-msg/ },
  {
    program: 'Spark',
    is: 'rest-is-quote',
    id: /^(?:isForwardContent|isReplyContent)$|messageBodySection-quote/i,
    tag: /^div$/,
  },
  { program: 'Front', is: 'rest-is-quote', class: /(?:^|\s)front-blockquote/ },
  { program: 'Gmail', is: 'signature', class: /(?:^|\s)gmail_signature(?:\s|$)/ },
  { program: 'Thunderbird', is: 'signature', class: /(?:^|\s)moz-signature/ },
  { program: 'Apple Mail', is: 'signature', id: /^AppleMailSignature$/ },
  { program: 'Outlook', is: 'signature', id: /^(?:x_)?(?:Signature|ms-outlook-mobile-signature)$/ },
  { program: 'Proton', is: 'signature', class: /(?:^|\s)protonmail_signature_block/ },
  { program: 'Yahoo', is: 'signature', class: /(?:^|\s)(?:yahoo-signature|ydp\w{0,20}signature)/ },
  { program: 'Front', is: 'signature', class: /(?:^|\s)front-signature/ },
]

type Attributes = Readonly<Record<string, string>>

export const containerOf = (tag: string, attributes: Attributes): Container['is'] | null =>
  CONTAINERS.find(
    (one) =>
      matches(one.tag, tag) &&
      matches(one.id, attributes.id) &&
      matches(one.class, attributes.class) &&
      matches(one.style, attributes.style),
  )?.is ?? null

const matches = (shape: RegExp | undefined, value: string | undefined): boolean =>
  shape === undefined || (value !== undefined && shape.test(value.slice(0, 300)))
