import type { Command } from './command.ts'

export const commands: readonly Command[] = [
  {
    name: 'keys create',
    usage: "--role ROLE --brand SLUG|'*' [--name NAME]",
    help: 'Makes a key for a program and prints it, this once.',
    load: async () => (await import('./keys-create.ts')).keysCreate,
  },
  {
    name: 'inspect mail',
    usage: 'FILE…',
    help: 'Prints what is understood of each mail, one JSON line a file; a .txt is a body alone.',
    load: async () => (await import('./inspect/inspect-mail.ts')).inspectMail,
  },
  {
    name: 'doctor',
    usage: '',
    help: 'Checks settings, database, disk, clock, attachments and the records of sending domains, and says what to do.',
    load: async () => (await import('./doctor/doctor.ts')).doctor,
  },
]
