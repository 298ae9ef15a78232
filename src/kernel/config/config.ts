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
}
