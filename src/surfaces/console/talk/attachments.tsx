import { useState } from 'react'
import type { Attachment } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { Glyph } from '../ui/glyph.tsx'
import preview from './preview/preview.module.css'
import { Viewer } from './preview/viewer.tsx'
import css from './turn.module.css'

const isPicture = (each: Attachment): boolean => /^image\/(png|jpeg|gif|webp)$/.test(each.mime)

/** What people call a kind of file: `PDF`, `DOCX`. */
const kindOf = ({ name, mime }: Attachment): string =>
  (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? mime.split(/[/+.-]/).at(-1) ?? '').toUpperCase()

const isHeard = (each: Attachment): boolean => /^audio\/(?!amr)/.test(each.mime)
const isSeen = (each: Attachment): boolean => /^video\/(mp4|webm|ogg|quicktime|x-m4v)$/.test(each.mime)

/** Pictures, sound and films in their place, pictures also large; every other file as a card that says what it is, and is saved. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const [shown, setShown] = useState<number | null>(null)
  if (attachments.length === 0) return null
  const pictures = attachments.filter(isPicture)
  return (
    <>
      <ul className={css.files}>
        {attachments.map((each) => (
          <li key={each.id}>
            {isPicture(each) ? (
              <Picture each={each} onOpen={() => setShown(pictures.indexOf(each))} />
            ) : isHeard(each) || isSeen(each) ? (
              <Played each={each} />
            ) : (
              <Card each={each} />
            )}
          </li>
        ))}
      </ul>
      {shown === null ? null : <Viewer pictures={pictures} at={shown} onClose={() => setShown(null)} />}
    </>
  )
}

function Picture({ each, onOpen }: { each: Attachment; onOpen: () => void }) {
  const { t } = useWords()
  return (
    <figure className={css.figure}>
      <button type="button" className={preview.open} onClick={onOpen}>
        <img
          className={css.picture}
          src={each.href}
          alt={each.name}
          width={each.width ?? undefined}
          height={each.height ?? undefined}
          loading="lazy"
        />
        <span className="sr-only">{t('preview.open')}</span>
      </button>
    </figure>
  )
}

/** Played here when somebody presses play, never before; what this browser cannot play is still saved. */
function Played({ each }: { each: Attachment }) {
  return (
    <div className={preview.heard}>
      {isHeard(each) ? (
        // biome-ignore lint/a11y/useMediaCaption: what customers record has none
        <audio controls preload="none" src={each.href} aria-label={each.name} />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: what customers record has none
        <video controls preload="none" src={each.href} aria-label={each.name} />
      )}
      <Card each={each} />
    </div>
  )
}

function Card({ each }: { each: Attachment }) {
  const { t, formats } = useWords()
  return (
    <a className={css.file} href={`${each.href}?download=true`} download={each.name}>
      <Glyph name="file" />
      <span className={css.fileName} dir="auto">
        {each.name}
      </span>
      <span className={css.size}>
        {kindOf(each)} · {formats.bytes(each.bytes)}
      </span>
      <span className="sr-only">{t('files.save')}</span>
      <Glyph name="down2" size={13} />
    </a>
  )
}
