// Runs under whatever Node the machine has (18 or newer), before anything is installed: plain JavaScript, node: imports only.
import { installPackages } from './prepare/install.mjs'
import { runUnderNode } from './prepare/run.mjs'
import { buildSurfaces } from './prepare/surfaces.mjs'
import { Trouble } from './prepare/trouble.mjs'

/** What each npm script runs, and whether it needs the browser side built first. */
const commands = {
  start: { entry: 'scripts/start.ts', built: true },
  test: { entry: 'scripts/test.ts', built: true },
  quick: { entry: 'scripts/quick.ts' },
  bench: { entry: 'scripts/bench.ts', built: true },
  build: { entry: 'scripts/build.ts' },
  shape: { entry: 'scripts/shape.ts' },
  screens: { entry: 'scripts/screens.ts', built: true },
  faults: { entry: 'scripts/faults.ts', built: true },
  switchboard: { entry: 'src/cli/main.ts' },
  lint: { entry: 'node_modules/@biomejs/biome/bin/biome', args: ['check'] },
  types: { entry: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
}

async function main() {
  const [name = '', ...rest] = process.argv.slice(2)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new Trouble(`There is no "${name}". There are: ${Object.keys(commands).join(', ')}.`)
  await installPackages()
  if (command.built) await buildSurfaces()
  await runUnderNode(command.entry, [...(command.args ?? []), ...rest])
}

main().catch((error) => {
  console.error(error instanceof Trouble ? error.message : error)
  process.exitCode = 1
})
