import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type PROGRAMS, program } from '../../../scripts/test/patroni.ts'
import { BIN, freePort, idOf } from '../../../scripts/test/postgres-15.ts'
import { until } from './cell.ts'
import { balancerConfig, memberConfig, PASSWORD, type Ports } from './patroni-config.ts'

/** Three PostgreSQL 15 that agree through three etcd who is the primary, and HAProxy, which leads to it. */
export interface PatroniCluster extends AsyncDisposable {
  readonly url: string
  /** The node of the primary is gone at once: its server and what watches over it. Answers its name. */
  losePrimary(): Promise<string>
  /** It comes back, as a replica. */
  bringBack(name: string): void
  /** One leads, another is its synchronous standby, the third follows. */
  untilWhole(): Promise<void>
}

interface Node extends Ports {
  name: string
  data: string
  config: string
  process: ChildProcess | null
}

export async function openPatroniCluster(): Promise<PatroniCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-patroni-'))
  const as = { uid: idOf('-u'), gid: idOf('-g') }
  chownSync(folder, as.uid, as.gid)
  const run = (name: (typeof PROGRAMS)[number], args: string[]): ChildProcess =>
    spawn(program(name) ?? name, args, {
      ...as,
      cwd: folder,
      stdio: 'ignore',
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    })
  const etcds = await startEtcd(folder, run)
  const nodes = await Promise.all(['one', 'two', 'three'].map((name) => prepareNode(folder, name, etcds.hosts, as)))
  for (const node of nodes) node.process = run('patroni', [node.config])
  const port = await freePort()
  const balancer = join(folder, 'haproxy.cfg')
  writeFileSync(balancer, balancerConfig(port, nodes))
  const haproxy = run('haproxy', ['-f', balancer])
  const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}`
  await untilWhole(nodes)
  await makeDatabase(`${url}/postgres`)
  return {
    url: `${url}/switchboard`,
    losePrimary: async () => {
      const name = (await members(nodes)).find(({ role }) => role === 'leader')?.name ?? ''
      const node = nodes.find((one) => one.name === name)
      if (node === undefined) throw new Error('nobody leads')
      await killNode(node)
      return name
    },
    bringBack: (name) => {
      const node = nodes.find((one) => one.name === name)
      if (node !== undefined) node.process = run('patroni', [node.config])
    },
    untilWhole: () => untilWhole(nodes),
    [Symbol.asyncDispose]: async () => {
      for (const node of nodes) await killNode(node)
      for (const child of [haproxy, ...etcds.children]) await killed(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startEtcd(folder: string, run: (name: 'etcd', args: string[]) => ChildProcess) {
  const ports = await Promise.all([0, 1, 2].map(async () => ({ client: await freePort(), peer: await freePort() })))
  const peers = ports.map(({ peer }, n) => `e${n}=http://127.0.0.1:${peer}`).join(',')
  const children = ports.map(({ client, peer }, n) => {
    const [own, between] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`]
    const args = {
      name: `e${n}`,
      'data-dir': join(folder, `etcd-${n}`),
      'listen-client-urls': own,
      'advertise-client-urls': own,
      'listen-peer-urls': between,
      'initial-advertise-peer-urls': between,
      'initial-cluster': peers,
      'heartbeat-interval': '500',
      'election-timeout': '5000',
    }
    return run(
      'etcd',
      Object.entries(args).map(([name, value]) => `--${name}=${value}`),
    )
  })
  return { children, hosts: ports.map(({ client }) => `127.0.0.1:${client}`).join(',') }
}

async function prepareNode(
  folder: string,
  name: string,
  etcd: string,
  as: { uid: number; gid: number },
): Promise<Node> {
  const [sql, rest] = [await freePort(), await freePort()]
  const home = join(folder, name)
  const data = join(home, 'data')
  for (const path of [home, data]) mkdirSync(path, { mode: 0o700 })
  for (const path of [home, data]) chownSync(path, as.uid, as.gid)
  const config = join(home, 'patroni.yml')
  // Every JSON is YAML.
  writeFileSync(config, JSON.stringify(memberConfig({ name, home, data, bin: BIN, etcd, sql, rest })))
  chownSync(config, as.uid, as.gid)
  return { name, data, config, sql, rest, process: null }
}

async function killNode(node: Node): Promise<void> {
  if (node.process !== null) await killed(node.process)
  node.process = null
  try {
    process.kill(Number(readFileSync(join(node.data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  } catch {
    // It did not run.
  }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

interface Member {
  name: string
  role: string
  state: string
}
async function members(nodes: readonly Node[]): Promise<Member[]> {
  for (const { rest } of nodes) {
    const answer = await fetch(`http://127.0.0.1:${rest}/cluster`).catch(() => null)
    if (answer?.ok) return ((await answer.json()) as { members: Member[] }).members
  }
  return []
}

const WHOLE_WITHIN_MS = 180_000
async function untilWhole(nodes: readonly Node[]): Promise<void> {
  const isWhole = async (): Promise<boolean> => {
    const all = await members(nodes)
    const up = all.filter(({ state }) => state === 'running' || state === 'streaming')
    return up.length === nodes.length && ['leader', 'sync_standby'].every((role) => up.some((one) => one.role === role))
  }
  await until(isWhole, WHOLE_WITHIN_MS, 500)
}

async function makeDatabase(url: string): Promise<void> {
  let client = new pg.Client({ connectionString: url })
  const isOpen = async (): Promise<boolean> => {
    client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    return client.connect().then(
      () => true,
      () => false,
    )
  }
  await until(isOpen, 60_000, 500)
  await client.query('create database switchboard')
  await client.end()
}
