/** @jsxImportSource preact */
const paths = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  search: 'M11 18a7 7 0 1 1 0-14 7 7 0 0 1 0 14zM16.2 16.2L20 20',
  attach: 'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8',
  mic: 'M12 4a2.500 2.500 0 0 0-2.500 2.500v5a2.500 2.500 0 0 0 5 0v-5A2.500 2.500 0 0 0 12 4zM6.500 11v.5a5.500 5.500 0 0 0 11 0V11M12 17v3',
  play: 'M8 5.500v13l10.500-6.500z',
  check: 'M5 12.500l4.500 4.500L19 7',
  send: 'M4.5 12h14M13 6.5l5.5 5.5-5.5 5.5',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
  bot: 'M6 8.5h12v9H6zM12 8.5V5M9.5 12.5v1M14.5 12.5v1',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  down: 'M6 9l6 6 6-6',
} as const

/** A plain mark; what it means is said by the text or the label beside it. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
