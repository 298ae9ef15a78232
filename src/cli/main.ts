import { inPlainWords } from '../plain-words.ts'
import { runCommand } from './run-command.ts'

const terminal = {
  env: process.env,
  out: (line: string) => void process.stdout.write(`${line}\n`),
  err: (line: string) => void process.stderr.write(`${line}\n`),
}

try {
  process.exitCode = await runCommand(process.argv.slice(2), terminal)
} catch (error) {
  terminal.err(inPlainWords(error))
  process.exitCode = 1
}
