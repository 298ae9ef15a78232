export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'
export type BlobStore =
  | { kind: 'folder'; path: string }
  | { kind: 's3'; bucket: string; endpoint: string | null; region: string }

/** Read once at boot, checked whole. */
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
  /** `address` or `address:port` of the DNS servers asked about senders' domains; the system's when empty. */
  dnsServers: readonly string[]
}
