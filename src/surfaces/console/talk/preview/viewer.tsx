import { type KeyboardEvent, lazy, Suspense, useState } from 'react'
import type { Attachment } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { isPicture } from './kinds.ts'
import css from './preview.module.css'

const Pages = lazy(() => import('./pdf/pages.tsx').then(({ Pages }) => ({ default: Pages })))

const MOST_ZOOM = 4
const STEP = 1.5

interface PageAt {
  page: number
  of: number
}
interface Props {
  /** Pictures and PDFs. */
  files: readonly Attachment[]
  /** Which is shown first. */
  at: number
  onClose: () => void
}

/** Pictures and PDFs of a message, large: arrows go on, + and − come nearer, 0 shows all of it again. */
export function Viewer({ files, at, onClose }: Props) {
  const { t } = useWords()
  const [now, setNow] = useState(at)
  // 0: as large as fits.
  const [zoom, setZoom] = useState(0)
  const [page, setPage] = useState<PageAt | null>(null)
  const shown = files[now]
  if (shown === undefined) return null
  const go = (by: number) => {
    setNow(Math.min(Math.max(now + by, 0), files.length - 1))
    setZoom(0)
    setPage(null)
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
    if (event.target instanceof HTMLInputElement) return
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
        <Foot file={shown} now={now} of={files.length} page={page} onGo={go} onNearer={nearer} onFarther={farther} />
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the keys of the whole view, beside its buttons */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than its place is moved by keys */}
      <section className={css.stage} aria-label={shown.name} tabIndex={0} onKeyDown={onKeyDown}>
        {isPicture(shown) ? (
          <img
            className={zoom === 0 ? css.whole : css.near}
            src={shown.href}
            alt={shown.name}
            {...(zoom > 0 && shown.width !== null && { style: { inlineSize: `${shown.width * zoom}px` } })}
          />
        ) : (
          <Suspense fallback={<Skeleton lines={8} label={t('pdf.loading')} />}>
            <Pages key={shown.id} href={shown.href} zoom={zoom} onPage={(page, of) => setPage({ page, of })} />
          </Suspense>
        )}
      </section>
    </Dialog>
  )
}

interface FootProps {
  file: Attachment
  now: number
  of: number
  page: PageAt | null
  onGo: (by: number) => void
  onNearer: () => void
  onFarther: () => void
}
function Foot({ file, now, of, page, onGo, onNearer, onFarther }: FootProps) {
  const { t, formats } = useWords()
  return (
    <>
      <span className={css.count} role="status">
        {[
          of > 1 ? t('preview.of', { n: now + 1, of: of }) : formats.bytes(file.bytes),
          page === null ? '' : t('pdf.page', { n: page.page, of: page.of }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {of > 1 ? (
        <>
          <Button disabledBecause={now === 0 ? t('preview.first') : null} onPress={() => onGo(-1)}>
            {t('preview.previous')}
          </Button>
          <Button disabledBecause={now === of - 1 ? t('preview.last') : null} onPress={() => onGo(1)}>
            {t('preview.next')}
          </Button>
        </>
      ) : null}
      <Button keys="-" onPress={onFarther}>
        {t('preview.farther')}
      </Button>
      <Button keys="+" onPress={onNearer}>
        {t('preview.nearer')}
      </Button>
      <a className={css.save} href={`${file.href}?download=true`} download={file.name}>
        {t('files.save')}
      </a>
    </>
  )
}
