import { type KeyboardEvent, useState } from 'react'
import type { Attachment } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import css from './preview.module.css'

const MOST_ZOOM = 4
const STEP = 1.5

interface Props {
  pictures: readonly Attachment[]
  /** Which is shown first. */
  at: number
  onClose: () => void
}

/** Pictures of a message, large: arrows go on, + and − come nearer, 0 shows all of it again. */
export function Viewer({ pictures, at, onClose }: Props) {
  const { t, formats } = useWords()
  const [now, setNow] = useState(at)
  // 0: as large as fits.
  const [zoom, setZoom] = useState(0)
  const shown = pictures[now]
  if (shown === undefined) return null
  const go = (by: number) => {
    setNow(Math.min(Math.max(now + by, 0), pictures.length - 1))
    setZoom(0)
  }
  const nearer = () => setZoom(Math.min((zoom || 1 / STEP) * STEP, MOST_ZOOM))
  const farther = () => setZoom(zoom <= 1 ? 0 : zoom / STEP)
  const keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    '+': nearer,
    '-': farther,
    '0': () => setZoom(0),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    if (run === undefined) return
    event.preventDefault()
    run()
  }
  return (
    <Dialog
      title={shown.name}
      closeLabel={t('close')}
      isOpen
      wide
      onClose={onClose}
      foot={
        <>
          <span className={css.count} role="status">
            {pictures.length > 1 ? t('preview.of', { n: now + 1, of: pictures.length }) : formats.bytes(shown.bytes)}
          </span>
          {pictures.length > 1 ? (
            <>
              <Button disabledBecause={now === 0 ? t('preview.first') : null} onPress={() => go(-1)}>
                {t('preview.previous')}
              </Button>
              <Button disabledBecause={now === pictures.length - 1 ? t('preview.last') : null} onPress={() => go(1)}>
                {t('preview.next')}
              </Button>
            </>
          ) : null}
          <Button keys="-" onPress={farther}>
            {t('preview.farther')}
          </Button>
          <Button keys="+" onPress={nearer}>
            {t('preview.nearer')}
          </Button>
          <a className={css.save} href={`${shown.href}?download=true`} download={shown.name}>
            {t('files.save')}
          </a>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the keys of the whole view, beside its buttons */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than its place is moved by keys */}
      <section className={css.stage} aria-label={shown.name} tabIndex={0} onKeyDown={onKeyDown}>
        <img
          className={zoom === 0 ? css.whole : css.near}
          src={shown.href}
          alt={shown.name}
          {...(zoom > 0 && shown.width !== null && { style: { inlineSize: `${shown.width * zoom}px` } })}
        />
      </section>
    </Dialog>
  )
}
