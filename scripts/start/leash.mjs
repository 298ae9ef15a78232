// Loaded first into what `npm start` starts: when the starter is gone, however it went, this process stops too.
const LEAVE_WITHIN_MS = 30_000

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), LEAVE_WITHIN_MS).unref()
})
process.channel?.unref()
