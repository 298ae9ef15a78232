import './events.ts'
import './tables.ts'

export { caseByToken, type LinkedCase } from './case-by-token.ts'
export { hashOf as hashOfCaseLink, linkToSend } from './case-link.ts'
export { join as joinInto } from './join-case.ts'
export { joinTyped } from './join-typed.ts'
export { referencesOf } from './list-cases.ts'
export { openCases } from './module.ts'
