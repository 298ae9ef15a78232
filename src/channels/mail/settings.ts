import { type Static, Type } from 'typebox'

const Texts = Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Type.String({ maxLength: 2000 }))
const host = Type.String({ pattern: '^[A-Za-z0-9.:-]{1,253}$', maxLength: 253 })
const port = Type.Integer({ minimum: 1, maximum: 65_535 })
const security = Type.Enum(['tls', 'starttls', 'none'])
const closed = { additionalProperties: false }

/** One mailbox. Passwords are in `secrets`, by the names `smtp` and `imap`. */
export const MailSettings = Type.Object(
  {
    address: Type.String({ format: 'email', maxLength: 254 }),
    /** By language; what is not there is taken from the first. */
    fromName: Type.Optional(Texts),
    signature: Type.Optional(Texts),
    smtp: Type.Optional(
      Type.Object({ host, port, security, user: Type.Optional(Type.String({ maxLength: 254 })) }, closed),
    ),
    imap: Type.Optional(
      Type.Object(
        {
          host,
          port,
          security,
          user: Type.String({ maxLength: 254 }),
          mailbox: Type.Optional(Type.String({ maxLength: 200 })),
        },
        closed,
      ),
    ),
    /** Whose Authentication-Results are believed: the name our own mail server gives itself in them. */
    authservId: Type.Optional(Type.String({ maxLength: 253 })),
    /** Addresses of that server, when it passes mail on to our listener. */
    relays: Type.Optional(Type.Array(Type.String({ maxLength: 45 }), { maxItems: 20 })),
    /** At most so many mails a minute to one receiving domain. */
    perMinute: Type.Optional(Type.Integer({ minimum: 1, maximum: 6000 })),
  },
  closed,
)
export type MailSettings = Static<typeof MailSettings>

/** In this language, else in the first there is. */
export const inLanguage = (texts: Record<string, string> | undefined, lang: string | null): string =>
  texts?.[lang ?? ''] ?? Object.values(texts ?? {})[0] ?? ''
