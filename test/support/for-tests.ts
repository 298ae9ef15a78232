/** How a server runs that need not survive a power cut: each test run makes hundreds of databases and keeps none. */
export const forTests = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  autovacuum_naptime: '10min',
}
