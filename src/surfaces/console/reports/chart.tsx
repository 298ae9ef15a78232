import { type KeyboardEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { useMedia } from '../ui/use-media.ts'
import type { Point } from './hours.tsx'
import css from './reports.module.css'
import { dayTicks, evenTicks, nextBar, peak } from './series.ts'

/** In units of the drawing: about a pixel each where it is shown. */
const WIDTH = { wide: 960, phone: 360 }
const HEIGHT = 160
const FOOT = 20
const TICKS = { wide: 7, phone: 4 }

interface Props {
  points: readonly Point[]
  label: string
  say: (at: string) => string
  step: 'hour' | 'day'
  timeZone: string
}

/** Bars from zero; each opens its list. One stop of the Tab key: the arrows go from bar to bar. */
export function Chart({ points, label, say, step, timeZone }: Props) {
  const { lang, dir } = useWords()
  const top = peak(points)
  const [chosen, setChosen] = useState<number | null>(null)
  const current = chosen ?? (top === null ? 0 : points.indexOf(top))
  const size = useMedia('(max-width: 760px)') ? 'phone' : 'wide'
  const room = WIDTH[size]
  const width = room / Math.max(1, points.length)
  const place = (index: number) => (dir === 'rtl' ? room - (index + 1) * width : index * width)
  const many = step === 'day' || points.length > 25
  const tick = new Intl.DateTimeFormat(
    lang,
    many ? { timeZone, weekday: 'short', day: 'numeric' } : { timeZone, hour: '2-digit', hourCycle: 'h23' },
  )
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>) => {
    const ways: Record<string, 1 | -1> = { ArrowRight: dir === 'rtl' ? -1 : 1, ArrowLeft: dir === 'rtl' ? 1 : -1 }
    const by = ways[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = nextBar(points, current, by)
    setChosen(next)
    event.currentTarget.querySelector<SVGElement>(`[data-at="${next}"]`)?.focus()
  }
  const ticks = new Set(many ? dayTicks(points, timeZone, TICKS[size]) : evenTicks(points, TICKS[size]))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no picture
    <svg
      className={css.chart}
      viewBox={`0 0 ${room} ${HEIGHT + FOOT}`}
      role="group"
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      <line x1="0" x2={room} y1={HEIGHT} y2={HEIGHT} />
      {points.map((point, index) => (
        <Bar
          key={point.at}
          point={point}
          name={say(point.at)}
          index={index}
          x={place(index)}
          width={width}
          most={Math.max(1, top?.n ?? 1)}
          isTop={point === top}
          reached={index === current}
        />
      ))}
      {points.map((point, index) =>
        ticks.has(index) ? (
          <text key={point.at} x={place(index) + (dir === 'rtl' ? width : 0)} y={HEIGHT + 15}>
            {tick.format(new Date(point.at))}
          </text>
        ) : null,
      )}
    </svg>
  )
}

interface BarProps {
  point: Point
  name: string
  index: number
  x: number
  width: number
  most: number
  isTop: boolean
  reached: boolean
}
function Bar({ point, name, index, x, width, most, isTop, reached }: BarProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  if (point.n === 0) return null
  const height = (point.n / most) * (HEIGHT - 8)
  const path = to.list(point.list, name)
  return (
    <a
      href={`/console${path}`}
      className={css.barLink}
      data-at={index}
      tabIndex={reached ? 0 : -1}
      aria-label={`${name}: ${t('report.list', { n: point.n })}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(path)
      }}
    >
      <rect className={css.barRoom} x={x} y="0" width={width} height={HEIGHT} />
      <rect x={x + width * 0.1} y={HEIGHT - height} width={width * 0.8} height={height} data-peak={isTop || undefined}>
        <title>{`${name}: ${point.n}`}</title>
      </rect>
    </a>
  )
}
