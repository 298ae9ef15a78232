export { type Resealed, resealColumn } from './reseal-column.ts'
export { type Purpose, seal, unseal } from './seal.ts'
export type { SealedColumn } from './sealed-column.ts'
