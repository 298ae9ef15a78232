declare module '#kernel/events' {
  interface EventMap {
    /** `scope` is `*`, or the id of the brand or agent; `rev` grows with each change. The value is read where it is kept. */
    'setting.changed': { key: string; scope: string; rev: number }
  }
}
