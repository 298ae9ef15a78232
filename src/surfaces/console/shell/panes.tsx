import { type ReactNode, useRef } from 'react'
import { useWords } from '../i18n/words.tsx'
import { prefs, setPref } from '../state/prefs.ts'
import css from './panes.module.css'

type Side = 'nav' | 'list' | 'context'
const limits: Record<Side, [least: number, most: number]> = { nav: [160, 320], list: [260, 560], context: [240, 520] }
const STEP = 16

const clamp = (side: Side, width: number): number =>
  Math.round(Math.max(limits[side][0], Math.min(limits[side][1], width)))
function resize(side: Side, width: number): void {
  setPref('widths', { ...prefs.get().widths, [side]: clamp(side, width) })
}

/** The rule between two panes: drag it, or move it with the arrow keys. */
export function Divider({ side, label }: { side: Side; label: string }) {
  const { dir } = useWords()
  const start = useRef<{ x: number; width: number } | null>(null)
  const sign = (side === 'context' ? -1 : 1) * (dir === 'rtl' ? -1 : 1)
  const width = () => prefs.get().widths[side]
  return (
    // biome-ignore lint/a11y/useSemanticElements: hr cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width()}
      aria-valuemin={limits[side][0]}
      aria-valuemax={limits[side][1]}
      className={css.divider}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width: width() }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (start.current !== null) resize(side, start.current.width + sign * (event.clientX - start.current.x))
      }}
      onPointerUp={() => {
        start.current = null
      }}
      onKeyDown={(event) => {
        const step = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key]
        if (step !== undefined) resize(side, width() + sign * step)
      }}
    />
  )
}

export const Pane = ({ side, children }: { side: Side; children: ReactNode }) => (
  <div className={css.pane} data-side={side}>
    {children}
  </div>
)
