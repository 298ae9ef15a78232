import { ApiError } from '../../shared/client.ts'
import type { Words } from '../i18n/words.tsx'

/** What went wrong, in words: the server's own sentence where it has one. */
export const toldBy = (reason: unknown, t: Words['t']): string =>
  reason instanceof ApiError && reason.message !== '' ? reason.message : t('failed.plain')
