import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const inRoot = (...parts) => join(root, ...parts)

/** Progress goes to standard error, so that the output of `npm run -s switchboard` stays the command's own. */
export const say = (words) => void process.stderr.write(`${words}\n`)
