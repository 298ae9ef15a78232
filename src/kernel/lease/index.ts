import './tables.ts'

export { type Holding, holdLease } from './hold-lease.ts'
export { type LeaseOptions, type LeaseResult, withLease } from './with-lease.ts'
