import { type Command, type Terminal, UsageError } from './command.ts'
import { commands } from './commands.ts'

/** Finds the command that was typed and runs it; answers the exit code: 0 done, 1 failed, 2 typed wrongly. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = args
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') return showHelp(terminal.out)
  const command = commands.find(({ name }) => name.split(' ').every((word, i) => args[i] === word))
  if (command === undefined) {
    terminal.err(`There is no command "${args.filter((arg) => !arg.startsWith('-')).join(' ')}".\n`)
    showHelp(terminal.err)
    return 2
  }
  return runOne(command, args.slice(command.name.split(' ').length), terminal)
}

async function runOne(command: Command, args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const run = await command.load()
    return await run(args, terminal)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.err(`${error.message}\nUsage: npm run -s switchboard -- ${command.name} ${command.usage}`.trimEnd())
    return 2
  }
}

function showHelp(show: (line: string) => void): number {
  show('Usage: npm run -s switchboard -- <command>\n')
  const all = [...commands.map(({ name, usage, help }) => [`${name} ${usage}`.trim(), help]), ['help', 'Shows this.']]
  const width = Math.max(...all.map(([usage]) => usage?.length ?? 0))
  for (const [usage = '', help = ''] of all) show(`  ${usage.padEnd(width)}  ${help}`)
  show('\nSettings come from the environment: docs/settings.md')
  return 0
}
