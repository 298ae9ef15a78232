import { useWords } from '../../../i18n/words.tsx'
import { useMedia } from '../../../ui/use-media.ts'
import css from '../surge.module.css'
import type { Trial } from './try-plan.tsx'

/** In units of the drawing: about a pixel each where it is shown. */
const WIDTH = { wide: 720, phone: 340 }
const HEIGHT = 110
const FOOT = 18
const EVERY = { wide: 3, phone: 6 }

/** The average wait of who came in each hour, without and with the plan, side by side. The table under it says the same in numbers. */
export function Chart({ trial }: { trial: Trial }) {
  const { t, dir, formats } = useWords()
  const size = useMedia('(max-width: 760px)') ? 'phone' : 'wide'
  const room = WIDTH[size]
  const width = room / trial.hours.length
  const most = Math.max(1, ...trial.hours.flatMap((hour) => [hour.without.mean ?? 0, hour.with.mean ?? 0]))
  const place = (index: number) => (dir === 'rtl' ? room - (index + 1) * width : index * width)
  return (
    <figure className={css.figure}>
      <figcaption>
        {t('surge.try.chart')}
        <span className={css.legend}>
          <span>
            <i className={css.swatch} data-how="without" /> {t('surge.try.legend.without')}
          </span>
          <span>
            <i className={css.swatch} data-how="with" /> {t('surge.try.legend.with')}
          </span>
          <span>{t('surge.try.chart.most', { span: formats.span(most * 1_000) })}</span>
        </span>
      </figcaption>
      <svg className={css.chart} viewBox={`0 0 ${room} ${HEIGHT + FOOT}`} role="img" aria-label={t('surge.try.chart')}>
        <line x1="0" x2={room} y1={HEIGHT} y2={HEIGHT} />
        {trial.hours.map((hour, index) => (
          <g key={hour.at}>
            <Bar how="without" seconds={hour.without.mean} most={most} x={place(index) + width * 0.12} width={width} />
            <Bar how="with" seconds={hour.with.mean} most={most} x={place(index) + width * 0.52} width={width} />
            {index % EVERY[size] === 0 ? (
              <text x={place(index) + width / 2} y={HEIGHT + 14} textAnchor="middle">
                {formats.clock(hour.at, trial.timeZone)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
    </figure>
  )
}

interface BarProps {
  how: 'without' | 'with'
  seconds: number | null
  most: number
  x: number
  width: number
}
function Bar({ how, seconds, most, x, width }: BarProps) {
  if (seconds === null) return null
  // Who waited next to nothing is still to be seen.
  const height = Math.max(1, (seconds / most) * (HEIGHT - 6))
  return <rect data-how={how} x={x} y={HEIGHT - height} width={width * 0.36} height={height} />
}
