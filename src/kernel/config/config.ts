export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'
export type BlobStore =
  | { kind: 'folder'; path: string }
  | { kind: 's3'; bucket: string; endpoint: string | null; region: string }

/** Their texts, in PEM. */
export interface KeyAndCertificate {
  key: string
  cert: string
}
/** The operator's own mail server, for mails to its staff. */
export interface StaffMail {
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string | null
  password: string
  from: string
}

/** Read once at boot, checked whole. */
/** A language model behind an address that speaks `POST <url>/chat/completions`. */
export interface Model {
  url: string
  name: string
  key: string | null
}

export interface Config {
  host: string
  port: number
  dataDir: string
  /** Null means the embedded database under dataDir. */
  databaseUrl: string | null
  demo: boolean
  /** The first signs and encrypts, all of them verify. */
  secrets: readonly string[]
  publicUrl: string | null
  /** Addresses and networks (CIDR) whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  logLevel: LogLevel
  blobs: BlobStore
  /** Where our SMTP listener takes mail in, on `host`; 0 is any free port, null is off. */
  smtpPort: number | null
  /** What our SMTP listener proves itself with; null: it makes a certificate of its own. */
  smtpTls: KeyAndCertificate | null
  /** Null: notices are told in the app alone. */
  staffMail: StaffMail | null
  /** `host:port` of push services that are not public ones behind https. */
  pushHosts: readonly string[]
  /** Null: nothing is translated. */
  model: Model | null
  /** `address` or `address:port` of the DNS servers asked about senders' domains; the system's when empty. */
  dnsServers: readonly string[]
}
