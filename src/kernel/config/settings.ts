/** Every setting there is: its name, what it does, and what holds when it is absent. docs/settings.md is checked against this list. */
export const settings = {
  PORT: { help: 'Port of the web server.', fallback: '4000' },
  HOST: { help: 'Address the web server listens on.', fallback: '127.0.0.1' },
  SWITCHBOARD_DATA: { help: 'Folder of the embedded database, the secret and the attachments.', fallback: './data' },
  DATABASE_URL: {
    help: 'PostgreSQL 15 or newer to use instead of the embedded one.',
    fallback: 'the embedded database',
  },
  SWITCHBOARD_DEMO: {
    help: '1 fills a new database with two invented brands, 0 leaves it empty.',
    fallback: '1 on a loopback HOST without PUBLIC_URL, otherwise 0',
  },
  SWITCHBOARD_SECRET: {
    help: 'Signs and encrypts; a comma-separated list rotates: the first signs, all of them verify.',
    fallback: 'made once in data/secret with the embedded database',
  },
  PUBLIC_URL: {
    help: 'Address people reach Switchboard under, when a proxy stands in front.',
    fallback: 'http://HOST:PORT',
  },
  SWITCHBOARD_TRUSTED_PROXIES: {
    help: 'Addresses and networks of the proxies in front, separated by commas: their X-Forwarded-For is believed.',
    fallback: 'nobody is believed',
  },
  LOG_LEVEL: { help: 'debug, info, warn, error or silent.', fallback: 'info' },
  SWITCHBOARD_BLOBS: {
    help: 'Where attachments are kept: a folder, or s3://bucket?region=…&endpoint=….',
    fallback: 'data/blobs',
  },
  SWITCHBOARD_SMTP_PORT: {
    help: 'Port on HOST where mail for the connected mailboxes is taken in; 0 takes any free one.',
    fallback: 'off',
  },
  SWITCHBOARD_SMTP_TLS_KEY: {
    help: 'File with the private key (PEM) that the mail listener speaks STARTTLS with; with SWITCHBOARD_SMTP_TLS_CERT.',
    fallback: 'a certificate of its own, made at each start',
  },
  SWITCHBOARD_SMTP_TLS_CERT: {
    help: 'File with the certificate of that key (PEM), its chain behind it.',
    fallback: 'a certificate of its own, made at each start',
  },
  SWITCHBOARD_MAIL_SMTP: {
    help: 'Mail server for notices to advisors: tls://host:465, starttls://host:587 or none://127.0.0.1:25.',
    fallback: 'notices are told in the app alone',
  },
  SWITCHBOARD_MAIL_USER: { help: 'User at that server.', fallback: 'nobody signs in' },
  SWITCHBOARD_MAIL_PASSWORD: { help: 'Password of that user.', fallback: 'none' },
  SWITCHBOARD_MAIL_FROM: {
    help: 'Address that notices to advisors come from; required with SWITCHBOARD_MAIL_SMTP.',
    fallback: 'none',
  },
  SWITCHBOARD_PUSH_HOSTS: {
    help: 'Push services of your own that are not public ones behind https, as host:port separated by commas.',
    fallback: 'none',
  },
  SWITCHBOARD_MODEL_URL: {
    help: 'Language model for translations, at an address that speaks POST …/chat/completions: https://host/v1.',
    fallback: 'nothing is translated',
  },
  SWITCHBOARD_MODEL_NAME: {
    help: 'Name of the model there; required with SWITCHBOARD_MODEL_URL.',
    fallback: 'none',
  },
  SWITCHBOARD_MODEL_KEY: { help: 'Key that is shown to it.', fallback: 'none' },
  SWITCHBOARD_DNS: {
    help: 'DNS servers asked about the domains of senders and about your own, separated by commas: 10.0.0.53, 127.0.0.1:5353.',
    fallback: 'those of the system',
  },
} as const

export type SettingName = keyof typeof settings
export type Env = Readonly<Record<string, string | undefined>>
