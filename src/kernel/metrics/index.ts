export { type EngineParts, measureEngine } from './measure-engine.ts'
export { type Metrics, openMetrics } from './open-metrics.ts'
