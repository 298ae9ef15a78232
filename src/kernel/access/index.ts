import './events.ts'
import './tables.ts'

export type { Actor, By, Grant, Permission, Realm, Scope } from './actor.ts'
export { createKey, listKeys, type NewKey, revokeKey } from './api-keys.ts'
export { audit, type Entry, eraseAudit, expireAudit, verifyAudit } from './audit.ts'
export {
  closeAccess,
  closedNow,
  credentialOf,
  type NewCredential,
  nobodyYet,
  reopenAccess,
  saveCredential,
  setPassword,
} from './credentials.ts'
export { holds, type Right, refuseMoreThanHeld } from './hand-on.ts'
export { type IdentifyParts, identifier, type Presented, stillValidAsker } from './identify.ts'
export { rememberDevice } from './known-devices.ts'
export { makeOneTimeToken, type Purpose, takeOneTimeToken } from './one-time-tokens.ts'
export { agentOf, allow, anyone, authorOf, bot, may, mayIn, mayInAny, system, visible, visibleIn } from './rights.ts'
export { defineRoles, listRoles, type RoleGrant, type Roles, rolesOf, setRoles } from './roles.ts'
export { deviceOf, endSessions, listSessions, type NewSession, startSession } from './sessions.ts'
export { type FirstAdmin, setUp, setupLink } from './set-up.ts'
export { checkPassword, type SignedIn, type SignIn, signIn } from './sign-in.ts'
export { forgiveAccount } from './slow-down.ts'
export {
  adoptVisitorToken,
  holdsVisitorToken,
  repointVisitorTokens,
  revokeVisitorTokens,
  type VisitorOf,
  visitorSeenAt,
} from './visitor-tokens.ts'
export { agentsWhoMay, whoMay } from './who-may.ts'
