import css from './glyph.module.css'

/** Our own plain marks: 16-unit grid, drawn by line, no third-party logos. */
const paths = {
  chat: 'M3 3.5h10v7H7.5L4.5 13v-2.5H3z',
  form: 'M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2',
  mail: 'M2.5 4h11v8h-11zM2.5 4.5L8 9l5.5-4.5',
  sms: 'M2.5 3.5h11v7.5H8L5 13.5V11H2.5zM5 7.200h.01M8 7.200h.01M11 7.200h.01',
  phone: 'M5.5 2.5l1.7 3-1.5 1.300a8 8 0 0 0 3.5 3.5l1.3-1.5 3 1.7-.6 2.5C7 13.5 2.5 9 3 3.100z',
  review: 'M8 2.5l1.7 3.6 3.9.5-2.9 2.7.8 3.900L8 11.300l-3.5 1.9.8-3.900L2.4 6.6l3.9-.5z',
  post: 'M2.5 6.5v3l2 .3V12h2v-2l6 2V4l-6 2.300z',
  board: 'M2.5 3h7v5H6L4 10V8H2.5zM11 6h2.5v5H12v2l-2-2H6.5',
  globe: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM2.5 8h11M8 2.5c3.5 3.5 3.5 7.5 0 11c-3.5-3.5-3.5-7.5 0-11',
  lock: 'M4 7.5h8v5.5H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2',
  note: 'M3 2.5h10v7.5l-3 3.5H3zM13 10h-3v3.5M5.5 5.5h5M5.5 8h3',
  bot: 'M3.5 5.5h9v7h-9zM8 5.5V3M6 8.700h.01M10 8.700h.01M6.5 10.800h3M2 8v2M14 8v2',
  person: 'M8 3a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5zM3 13.5c.5-5 9.5-5 10 0',
  bell: 'M4 11V7.5a4 4 0 0 1 8 0V11l1 1H3zM7 13.5h2',
  search: 'M7 3a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM10 10l3.5 3.5',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM8 5v3.200l2 1.3',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3.5 8.5l3 3 6-7',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  up: 'M4 10l4-4 4 4',
  plus: 'M8 3v10M3 8h10',
  clip: 'M12 7.5l-4.5 4.5a2.5 2.5 0 0 1-3.5-3.5l5-5a1.7 1.7 0 0 1 2.4 2.400l-5 5a.8.8 0 0 1-1.1-1.100L9.5 5.6',
  mic: 'M8 2a2 2 0 0 0-2 2v4a2 2 0 0 0 4 0V4a2 2 0 0 0-2-2zM4 7.5V8a4 4 0 0 0 8 0v-.5M8 12v2',
  smile: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM6 6.700h.01M10 6.700h.01M5.5 9.5c1 1.8 4 1.8 5 0',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  panel: 'M2.5 3h11v10h-11zM9.5 3v10',
  eye: 'M1.5 8c3-5 10-5 13 0c-3 5-10 5-13 0zM8 6.200a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 0 0 0-3.6z',
  pen: 'M3 13l.8-3L11 2.800l2.2 2.200L6 12.200z',
  warn: 'M8 2.5l6 10.800H2zM8 6.5v3M8 11.5h.01',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
  down2: 'M8 3v8M4.5 7.700L8 11l3.5-3.300M3 13.5h10',
  gear: 'M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5zM8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.800l1.4 1.400M10.8 10.800l1.4 1.400M12.2 3.800l-1.4 1.400M5.2 10.800l-1.4 1.4',
  chart: 'M3 13.5V8.5M8 13.5V3M13 13.5V6',
  inbox: 'M2.5 9l2-6h7l2 6v4h-11zM2.5 9h3.5l1 2h2l1-2h3.5',
  at: 'M10.5 8a2.5 2.5 0 1 1-5 0a2.5 2.5 0 0 1 5 0zM10.5 5.5v3.5c0 2 3 1.8 3-1a5.5 5.5 0 1 0-2.5 4.6',
  undo: 'M5.5 3.5L2.5 6.5l3 3M2.5 6.5H10a3.3 3.3 0 0 1 0 6.5H6.5',
  plug: 'M6 2.5v3M10 2.5v3M4 5.5h8v2.500a4 4 0 0 1-8 0zM8 12v1.5',
  hand: 'M5 8.5V4a1 1 0 0 1 2 0v3.500M7 7V3a1 1 0 0 1 2 0v4M9 7V3.500a1 1 0 0 1 2 0V8M11 8V5.500a1 1 0 0 1 2 0V10a4 4 0 0 1-4 4H8c-2 0-3-1-4-3L2.8 8.800a1 1 0 0 1 1.700-1L5 8.5',
  moon: 'M12.8 9.800A5.3 5.3 0 0 1 6.2 3.200a5.3 5.3 0 1 0 6.6 6.6z',
} as const
export type GlyphName = keyof typeof paths

/** Marks whose direction means something are mirrored in right-to-left. */
const mirrored = new Set<GlyphName>(['back', 'right', 'undo', 'post', 'panel'])

export const Glyph = ({ name, size = 16, label }: { name: GlyphName; size?: number; label?: string }) => (
  <svg
    className={css.glyph}
    data-mirror={mirrored.has(name) || undefined}
    viewBox="0 0 16 16"
    width={size}
    height={size}
    role={label === undefined ? undefined : 'img'}
    aria-label={label}
    aria-hidden={label === undefined ? true : undefined}
  >
    <path d={paths[name]} />
  </svg>
)

const channels: Record<string, GlyphName> = {
  chat: 'chat',
  form: 'form',
  email: 'mail',
  mail: 'mail',
  letter: 'mail',
  sms: 'sms',
  custom: 'plug',
  callback: 'phone',
  phone: 'phone',
  import: 'file',
  review: 'review',
  community: 'board',
}
export const channelGlyph = (channel: string): GlyphName => channels[channel] ?? 'post'
