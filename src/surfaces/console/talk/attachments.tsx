import { useState } from 'react'
import type { Attachment } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { Glyph } from '../ui/glyph.tsx'
import { isHeard, isPdf, isPicture, isSeen, isShown } from './preview/kinds.ts'
import preview from './preview/preview.module.css'
import { Viewer } from './preview/viewer.tsx'
import css from './turn.module.css'

/** What people call a kind of file: `PDF`, `DOCX`. */
const kindOf = ({ name, mime }: Attachment): string =>
  (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? mime.split(/[/+.-]/).at(-1) ?? '').toUpperCase()

/** Pictures, sound and films in their place, pictures and PDFs also large; every other file as a card that says what it is, and is saved. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const [shown, setShown] = useState<number | null>(null)
  if (attachments.length === 0) return null
  const large = attachments.filter(isShown)
  const open = (each: Attachment) => () => setShown(large.indexOf(each))
  return (
    <>
      <ul className={css.files}>
        {attachments.map((each) => (
          <li key={each.id}>
            {isPicture(each) ? (
              <Picture each={each} onOpen={open(each)} />
            ) : isHeard(each) || isSeen(each) ? (
              <Played each={each} />
            ) : isPdf(each) ? (
              <Opened each={each} onOpen={open(each)} />
            ) : (
              <Card each={each} />
            )}
          </li>
        ))}
      </ul>
      {shown === null ? null : <Viewer files={large} at={shown} onClose={() => setShown(null)} />}
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

/** A file that is read here: pressed, it opens large; beside that it is saved. */
function Opened({ each, onOpen }: { each: Attachment; onOpen: () => void }) {
  const { t } = useWords()
  return (
    <div className={preview.pair}>
      <button type="button" className={`${css.file} ${preview.read}`} onClick={onOpen}>
        <Named each={each} />
        <span className="sr-only">{t('preview.open')}</span>
      </button>
      <a className={preview.keep} href={`${each.href}?download=true`} download={each.name}>
        <span className="sr-only">{t('preview.save', { name: each.name })}</span>
        <Glyph name="down2" size={13} />
      </a>
    </div>
  )
}

function Card({ each }: { each: Attachment }) {
  const { t } = useWords()
  return (
    <a className={css.file} href={`${each.href}?download=true`} download={each.name}>
      <Named each={each} />
      <span className="sr-only">{t('files.save')}</span>
      <Glyph name="down2" size={13} />
    </a>
  )
}

function Named({ each }: { each: Attachment }) {
  const { formats } = useWords()
  return (
    <>
      <Glyph name="file" />
      <span className={css.fileName} dir="auto">
        {each.name}
      </span>
      <span className={css.size}>
        {kindOf(each)} · {formats.bytes(each.bytes)}
      </span>
    </>
  )
}
