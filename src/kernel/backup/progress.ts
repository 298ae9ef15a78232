/** How far a long work is: bytes of content that went through, before they are made smaller. */
export interface Progress {
  doing: 'tables' | 'attachments' | 'checking'
  /** The table at work. */
  name?: string
  bytes: number
}
export type Tell = (progress: Progress) => void
