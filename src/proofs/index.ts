import './events.ts'
import './tables.ts'

export { type LinkedProof, noteOpened, proofByToken } from './linked-proof.ts'
export { openProofs } from './module.ts'
export { checkCode, declineProof, type Pressed, proveByPress, sendCode } from './prove.ts'
export { levelHeld } from './show-proof.ts'
