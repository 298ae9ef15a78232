import type { BrandId } from '#kernel/ids'
import type { ContentClass } from './content-type.ts'

export interface PutOptions {
  brand: BrandId
  /** What it is called where it comes from. */
  name: string
  /** The type it is said to be; only believed among office documents. */
  declared?: string
  /** 25 MB when not said. */
  maxBytes?: number
  /** Kinds that are taken; all but `unknown` when not said. */
  allow?: readonly ContentClass[]
}

export interface StoredBlob {
  key: string
  bytes: number
  /** By its bytes. SVG, HTML and what is unknown are `application/octet-stream`. */
  mime: string
  class: ContentClass
  /** Cleaned, to be kept with its use. */
  name: string
  width: number | null
  height: number | null
}

export interface BlobOwner {
  kind: string
  id: string
}

/** A file in the hands of an owner: what is shown, and what sendBlob() takes. */
export interface BlobUse {
  id: string
  key: string
  owner: BlobOwner
  name: string
  bytes: number
  mime: string
  width: number | null
  height: number | null
}
