import type { Outside } from './outside.ts'

/** What the system of a form checks signatures with. */
export const FORM_SECRET = 'only-the-billing-system-knows-this'

/** A form for the account that bills are paid from; its system is `sink`. */
export const formValues = (sink: Outside, more: object = {}) => ({
  name: { en: 'Bank account' },
  recipient: { en: 'Billing of Lumo' },
  endpoint: sink.url,
  allow: [sink.host],
  showsEnd: false,
  hours: 24,
  ...more,
})
