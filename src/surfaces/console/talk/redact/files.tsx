import { type PointerEvent, useRef, useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/switch.tsx'
import { type Box, boxOf, isTooSmall, middle, nudged } from './boxes.ts'
import type { Redactable } from './dialog.tsx'
import css from './redact.module.css'

/** By file: the boxes of a picture; none: the file goes. */
export type FilesMarked = ReadonlyMap<string, readonly Box[]>
type File = Redactable['files'][number]

interface Props {
  files: readonly File[]
  marked: FilesMarked
  onMarked: (marked: FilesMarked) => void
}

const isPicture = ({ mime }: File): boolean => /^image\/(png|jpeg|webp|gif)$/.test(mime)

/** Files go as a whole; of pictures also a part. */
export function Files({ files, marked, onMarked }: Props) {
  const { t } = useWords()
  const put = (id: string, boxes: readonly Box[] | null) => {
    const next = new Map(marked)
    if (boxes === null) next.delete(id)
    else next.set(id, boxes)
    onMarked(next)
  }
  return (
    <ul className={css.files}>
      {files.map((file) => {
        const boxes = marked.get(file.id)
        const whole = boxes?.length === 0
        return (
          <li key={file.id}>
            <Switch isSelected={whole} onChange={(goes) => put(file.id, goes ? [] : null)}>
              {t('redact.wholeFile', { name: file.name })}
            </Switch>
            {isPicture(file) && !whole ? (
              <Picture file={file} boxes={boxes ?? []} onBoxes={(now) => put(file.id, now.length === 0 ? null : now)} />
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

interface PictureProps {
  file: File
  boxes: readonly Box[]
  onBoxes: (boxes: readonly Box[]) => void
}
/** Drawn with the pointer, or added and moved with the keyboard. */
function Picture({ file, boxes, onBoxes }: PictureProps) {
  const { t } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [from, setFrom] = useState<{ x: number; y: number } | null>(null)
  const [drawn, setDrawn] = useState<Box | null>(null)
  const at = (event: PointerEvent) => {
    const { left, top, width, height } = frame.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
  }
  const end = () => {
    if (drawn !== null && !isTooSmall(drawn)) onBoxes([...boxes, drawn])
    setFrom(null)
    setDrawn(null)
  }
  return (
    <>
      <div
        ref={frame}
        className={css.picture}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setFrom(at(event))
        }}
        onPointerMove={(event) => from && setDrawn(boxOf(from, at(event)))}
        onPointerUp={end}
      >
        <img src={file.href} alt={file.name} draggable={false} />
        {boxes.map((box, n) => (
          <BlackBox
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is nothing but its place among them
            key={n}
            box={box}
            label={t('redact.box', { n: n + 1 })}
            onChange={(next) => onBoxes(boxes.flatMap((each, i) => (i === n ? (next ?? []) : each)))}
          />
        ))}
        {drawn === null ? null : <span className={css.box} style={styleOf(drawn)} />}
      </div>
      <p className={css.row}>
        <Button onPress={() => onBoxes([...boxes, middle])}>{t('redact.addBox')}</Button>
        <span className={css.hint}>{t('redact.boxHint')}</span>
      </p>
    </>
  )
}

const percent = (share: number): string => `${share * 100}%`
const styleOf = ({ x, y, width, height }: Box) => ({
  insetInlineStart: 'auto',
  left: percent(x),
  top: percent(y),
  inlineSize: percent(width),
  blockSize: percent(height),
})

interface BlackBoxProps {
  box: Box
  label: string
  /** Null: it is taken away. */
  onChange: (box: Box | null) => void
}
const BlackBox = ({ box, label, onChange }: BlackBoxProps) => (
  <button
    type="button"
    className={css.box}
    style={styleOf(box)}
    aria-label={label}
    onPointerDown={(event) => event.stopPropagation()}
    onKeyDown={(event) => {
      const gone = event.key === 'Delete' || event.key === 'Backspace'
      const next = nudged(box, event.key, event.shiftKey)
      if (!gone && next === null) return
      event.preventDefault()
      onChange(gone ? null : next)
    }}
  />
)
