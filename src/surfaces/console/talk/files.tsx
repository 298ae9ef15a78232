import { useWords } from '../i18n/words.tsx'
import { IconButton } from '../ui/button.tsx'
import { Glyph } from '../ui/glyph.tsx'
import css from './files.module.css'
import { isHeard } from './preview/kinds.ts'
import type { Upload } from './upload.ts'

export function Files({ uploads, onRemove }: { uploads: readonly Upload[]; onRemove: (id: string) => void }) {
  const { t, formats } = useWords()
  if (uploads.length === 0) return null
  return (
    <ul className={css.files} aria-label={t('files')}>
      {uploads.map((each) => (
        <li key={each.id} className={css.file} data-state={each.state}>
          <Glyph name={each.state === 'failed' ? 'warn' : 'file'} />
          <span className={css.name} dir="auto">
            {each.name}
          </span>
          {each.state === 'going' ? (
            <progress
              className={css.progress}
              value={each.part}
              max={1}
              aria-label={t('files.progress', { name: each.name })}
            />
          ) : (
            <span className={css.size}>
              {each.state === 'failed' ? t('files.failed', { why: each.why ?? '' }) : formats.bytes(each.bytes)}
            </span>
          )}
          {each.attachment !== null && isHeard(each.attachment) ? (
            // biome-ignore lint/a11y/useMediaCaption: what one has just said oneself
            <audio controls preload="none" src={each.attachment.href} aria-label={each.name} className={css.heard} />
          ) : null}
          <IconButton label={t('files.remove', { name: each.name })} onPress={() => onRemove(each.id)}>
            <Glyph name="close" size={13} />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
