export { runningEmbedded } from './running.ts'
export { type Embedded, type EmbeddedOptions, startEmbedded } from './start-embedded.ts'
