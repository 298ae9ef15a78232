import { type FormWithFiles, MOST_FILE_BYTES, MOST_FILES } from './own-form.ts'
import type { Site } from './site.ts'

/** Why a file was not taken, in the words of the page. */
export function fileFaults({ words }: Pick<Site, 'words'>, { refused }: FormWithFiles): { files?: string } {
  if (refused === null) return {}
  if (refused.why === 'fileMany') return { files: words.t('error.fileMany', { limit: MOST_FILES }) }
  return { files: words.t(`error.${refused.why}`, { name: refused.name, limit: MOST_FILE_BYTES / 1_000_000 }) }
}
