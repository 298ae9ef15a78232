import { ConfigError } from '#kernel/config'
import { Problem } from '#kernel/errors'

interface SystemError extends Error {
  code?: string
  port?: number
  address?: string
}

/** Why a command could not do its work and what to do, for the terminal. What nobody foresaw comes with its stack. */
export function inPlainWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof ConfigError || error instanceof Problem) return error.message
  return known(error) ?? error.stack ?? error.message
}

function known({ code, port, address, message }: SystemError): string | undefined {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${(port ?? 4000) + 1} npm start`
  }
  if (code === 'EADDRNOTAVAIL')
    return `This machine has no address ${address}. Set HOST to one it has, for example 127.0.0.1.`
  if (code === 'EACCES' && port)
    return `This user may not open port ${port}. Ports below 1024 are for root: choose another with PORT.`
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT') {
    return `The database does not answer (${code}). Is it running, and is DATABASE_URL right? npm run -s switchboard -- doctor tells more.`
  }
  if (code === '28P01' || code === '28000') return 'The database refuses the user or the password in DATABASE_URL.'
  if (code === '3D000')
    return `The database named in DATABASE_URL does not exist (${message}). Create it first: createdb switchboard`
  if (code === '42501')
    return 'The user in DATABASE_URL may not create schemas. Grant it: grant create on database switchboard to …'
  return undefined
}
