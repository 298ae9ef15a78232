import type { Attachment } from '#conversations/contract'

type Kind = Pick<Attachment, 'mime'>

export const isPicture = ({ mime }: Kind): boolean => /^image\/(png|jpeg|gif|webp)$/.test(mime)
export const isPdf = ({ mime }: Kind): boolean => mime === 'application/pdf'
/** What the view shows large. */
export const isShown = (each: Kind): boolean => isPicture(each) || isPdf(each)
export const isHeard = ({ mime }: Kind): boolean => /^audio\/(?!amr)/.test(mime)
export const isSeen = ({ mime }: Kind): boolean => /^video\/(mp4|webm|ogg|quicktime|x-m4v)$/.test(mime)
