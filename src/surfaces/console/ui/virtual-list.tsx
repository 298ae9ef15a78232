import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import css from './virtual-list.module.css'

export interface ListHandle {
  focus(): void
}
interface Props {
  label: string
  ids: readonly string[]
  /** Every row is this high, in pixels: so a list of any length costs what is on the screen. */
  rowHeight: number
  active: string | null
  selected: ReadonlySet<string>
  onActive: (id: string) => void
  onOpen: (id: string) => void
  /** The last rows are near. */
  onEnd?: () => void
  children: (id: string) => ReactNode
  foot?: ReactNode
  handle?: RefObject<ListHandle | null>
}
const OVERSCAN = 6
const idOf = (id: string): string => `row-${id}`

/** Which rows to draw: those in sight and a few beyond. */
export function slice(count: number, rowHeight: number, top: number, height: number): [from: number, to: number] {
  const from = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN)
  return [from, Math.min(count, Math.ceil((top + height) / rowHeight) + OVERSCAN)]
}

function useWindow(count: number, rowHeight: number) {
  const box = useRef<HTMLDivElement>(null)
  const [[from, to], setSlice] = useState<[number, number]>([0, 24])
  const measure = () => {
    const element = box.current
    if (element === null) return
    const next = slice(count, rowHeight, element.scrollTop, element.clientHeight)
    setSlice((now) => (now[0] === next[0] && now[1] === next[1] ? now : next))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the list or its rows change size
  useEffect(() => {
    measure()
    const watch = new ResizeObserver(measure)
    if (box.current !== null) watch.observe(box.current)
    return () => watch.disconnect()
  }, [count, rowHeight])
  return { box, from, to: Math.min(to, count), measure }
}

function reveal(box: HTMLDivElement | null, index: number, rowHeight: number): void {
  if (box === null || index < 0) return
  const top = index * rowHeight
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight
}

/** A list box that draws only what is in sight. Focus stays on the list; the active row is told by id, so it works at any length. */
export function VirtualList(props: Props) {
  const { label, ids, rowHeight, active, selected, onActive, onOpen, onEnd, children, foot, handle } = props
  const { box, from, to, measure } = useWindow(ids.length, rowHeight)
  const index = active === null ? -1 : ids.indexOf(active)
  useImperativeHandle(handle, () => ({ focus: () => box.current?.focus() }), [box])
  useEffect(() => reveal(box.current, index, rowHeight), [box, index, rowHeight])
  useEffect(() => {
    if (to >= ids.length - OVERSCAN) onEnd?.()
  }, [to, ids.length, onEnd])

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1)
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -ids.length,
      End: ids.length,
    }
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const next = ids[Math.max(0, Math.min(ids.length - 1, (index < 0 && step > 0 ? -1 : index) + step))]
      if (next !== undefined) onActive(next)
    } else if (event.key === 'Enter' && active !== null && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      onOpen(active)
    }
  }
  const inSight = index >= from && index < to
  return (
    <div
      ref={box}
      className={css.box}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={selected.size > 0}
      aria-activedescendant={inSight && active !== null ? idOf(active) : undefined}
      onKeyDown={onKeyDown}
      onScroll={measure}
    >
      <div style={{ blockSize: from * rowHeight }} role="presentation" />
      {ids.slice(from, to).map((id, offset) => (
        // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant on the list box
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list box takes the keys
        <div
          key={id}
          id={idOf(id)}
          role="option"
          aria-selected={id === active || selected.has(id)}
          aria-setsize={ids.length}
          aria-posinset={from + offset + 1}
          className={css.row}
          style={{ blockSize: rowHeight }}
          onClick={() => onOpen(id)}
        >
          {children(id)}
        </div>
      ))}
      <div style={{ blockSize: (ids.length - to) * rowHeight }} role="presentation" />
      {foot}
    </div>
  )
}
