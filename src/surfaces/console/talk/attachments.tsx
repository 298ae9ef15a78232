import type { Attachment } from '#conversations/contract'
import { useWords } from '../i18n/words.tsx'
import { Glyph } from '../ui/glyph.tsx'
import css from './turn.module.css'

const isPicture = (each: Attachment): boolean => /^image\/(png|jpeg|gif|webp)$/.test(each.mime)

/** What people call a kind of file: `PDF`, `DOCX`. */
const kindOf = ({ name, mime }: Attachment): string =>
  (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? mime.split(/[/+.-]/).at(-1) ?? '').toUpperCase()

/** Pictures as they are; every other file as a card that says what it is, and is saved. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null
  return (
    <ul className={css.files}>
      {attachments.map((each) => (
        <li key={each.id}>{isPicture(each) ? <Picture each={each} /> : <Card each={each} />}</li>
      ))}
    </ul>
  )
}

function Picture({ each }: { each: Attachment }) {
  const { t } = useWords()
  return (
    <figure className={css.figure}>
      <a className={css.file} href={each.href} target="_blank" rel="noreferrer">
        <img
          className={css.picture}
          src={each.href}
          alt={each.name}
          width={each.width ?? undefined}
          height={each.height ?? undefined}
          loading="lazy"
        />
        <span className="sr-only">{t('opens.window')}</span>
      </a>
    </figure>
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
