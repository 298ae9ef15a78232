import { useRef, useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import css from './redact.module.css'

const BLOCKS = '▇▇▇▇▇▇'

interface Props {
  text: string
  pieces: readonly string[]
  onPieces: (pieces: readonly string[]) => void
}

/** The words of a message: a selection is marked, what is marked is listed, and below stands what will be left. */
export function Words({ text, pieces, onPieces }: Props) {
  const { t } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const [selected, setSelected] = useState('')
  const look = () => {
    const { current } = box
    setSelected(current === null ? '' : text.slice(current.selectionStart, current.selectionEnd).trim())
  }
  const mark = (piece: string) => {
    if (!pieces.includes(piece)) onPieces([...pieces, piece])
    setSelected('')
    box.current?.focus()
  }
  const left = pieces
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, piece) => rest.replaceAll(piece, BLOCKS), text)
  const short = selected.length < 3 ? t('redact.select') : null
  return (
    <div className={css.words}>
      <label className={css.label}>
        <span>{t('redact.text')}</span>
        <textarea ref={box} className={css.text} dir="auto" readOnly rows={4} value={text} onSelect={look} />
      </label>
      <p className={css.row}>
        <Button disabledBecause={short} onPress={() => mark(selected)}>
          {t('redact.mark')}
        </Button>
        <Button onPress={() => onPieces([text])}>{t('redact.all')}</Button>
      </p>
      {pieces.length === 0 ? null : (
        <ul className={css.pieces} aria-label={t('redact.marked')}>
          {pieces.map((piece) => (
            <li key={piece}>
              <span dir="auto">{piece}</span>
              <IconButton
                label={t('redact.unmark', { piece: piece.slice(0, 40) })}
                onPress={() => onPieces(pieces.filter((each) => each !== piece))}
              >
                <Glyph name="close" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <p className={css.left} aria-live="polite">
        <span className={css.hint}>{t('redact.left')}</span> <span dir="auto">{left}</span>
      </p>
    </div>
  )
}
