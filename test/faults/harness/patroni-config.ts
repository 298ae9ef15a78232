/** Of a cluster that lives for one test, on this machine only. */
export const PASSWORD = 'of-the-fault-runs'

export interface Ports {
  name: string
  /** PostgreSQL's. */
  sql: number
  /** Where Patroni says whether its server leads. */
  rest: number
}
export interface Member extends Ports {
  home: string
  data: string
  bin: string
  /** `host:port`, separated by commas. */
  etcd: string
}

const as = (username: string) => ({ username, password: PASSWORD })

/** Strictly synchronous: what was acknowledged is on two disks, and where there are no two nothing is acknowledged. */
export const memberConfig = ({ name, home, data, bin, etcd, sql, rest }: Member): object => ({
  scope: 'switchboard',
  name,
  restapi: { listen: `127.0.0.1:${rest}`, connect_address: `127.0.0.1:${rest}` },
  etcd3: { hosts: etcd },
  bootstrap: {
    dcs: {
      ttl: 20,
      loop_wait: 5,
      retry_timeout: 6,
      maximum_lag_on_failover: 1_048_576,
      synchronous_mode: true,
      synchronous_mode_strict: true,
      postgresql: { use_pg_rewind: true, parameters: { wal_log_hints: 'on', max_connections: 150 } },
    },
    initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
  },
  postgresql: {
    listen: `127.0.0.1:${sql}`,
    connect_address: `127.0.0.1:${sql}`,
    data_dir: data,
    bin_dir: bin,
    pgpass: `${home}/pgpass`,
    authentication: { superuser: as('postgres'), replication: as('replicator'), rewind: as('rewinder') },
    parameters: { unix_socket_directories: home },
    pg_hba: ['host replication replicator 127.0.0.1/32 md5', 'host all all 127.0.0.1/32 md5'],
  },
})

/** A session that led to a primary that was lost ends with it. */
export const balancerConfig = (port: number, members: readonly Ports[]): string => `
global
  maxconn 1000
defaults
  mode tcp
  timeout connect 2s
  timeout client 1h
  timeout server 1h
  timeout check 2s
listen primary
  bind 127.0.0.1:${port}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${members.map(({ name, sql, rest }) => `  server ${name} 127.0.0.1:${sql} check port ${rest}`).join('\n')}
`
