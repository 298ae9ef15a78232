export interface BlobTable {
  key: string
  brand: string
  bytes: number
  mime: string
  width: number | null
  height: number | null
  created_at: Date
  unused_since: Date | null
}
export interface BlobUseTable {
  id: string
  blob: string
  owner_kind: string
  owner_id: string
  name: string
  created_at: Date
}

declare module '#kernel/db' {
  interface Tables {
    'kernel.blob': BlobTable
    'kernel.blob_use': BlobUseTable
  }
}
