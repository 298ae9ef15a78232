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
  {
    name: 'backup',
    usage: 'FILE|FOLDER [--passphrase-file FILE]',
    help: 'Writes everything but the secret into one locked file, while Switchboard goes on.',
    load: async () => (await import('./backup/backup.ts')).backup,
  },
  {
    name: 'restore',
    usage: 'FILE [--erasures FILE] [--passphrase-file FILE] [--check]',
    help: 'Puts a backup into an empty database; --check only looks whether the file is whole and the key is right.',
    load: async () => (await import('./backup/restore.ts')).restore,
  },
  {
    name: 'rekey',
    usage: '',
    help: 'Seals with the new secret what the old one has sealed.',
    load: async () => (await import('./rekey.ts')).rekey,
  },
  {
    name: 'move',
    usage: 'DATABASE_URL|embedded',
    help: 'Copies the database into an empty one: from the embedded to a server, or back.',
    load: async () => (await import('./backup/move.ts')).move,
  },
]
