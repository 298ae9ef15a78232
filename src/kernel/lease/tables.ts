export interface LeaseTable {
  name: string
  held_by: string
  until: Date
}

declare module '#kernel/db' {
  interface Tables {
    'kernel.lease': LeaseTable
  }
}
