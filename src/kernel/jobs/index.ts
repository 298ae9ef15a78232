import './tables.ts'

export { runAgainAt } from './again.ts'
export {
  type DeadJob,
  discardDeadJob,
  type JobsPage,
  type JobsQuery,
  listDeadJobs,
  replayDeadJob,
  replayDeadJobs,
} from './dead-jobs.ts'
export { type EnqueueOptions, enqueue, enqueueAll, enqueueText } from './enqueue.ts'
export type { JobKind, JobMap, ScheduledWork, Worker, WorkOptions } from './job.ts'
export { countJobs, type JobCount, listJobs, type WaitingJob } from './list-jobs.ts'
export { type Jobs, type JobsParts, openJobs } from './open-jobs.ts'
export { soLongAfter } from './so-long-after.ts'
