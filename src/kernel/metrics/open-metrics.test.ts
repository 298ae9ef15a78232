import { expect, test } from 'vitest'
import { openMetrics } from '#kernel/metrics'

test('counts, times and reads on demand, under our own prefix', async () => {
  const metrics = openMetrics()
  const answers = metrics.counter('http_answers_total', 'Answers sent.', ['status'])
  answers.add({ status: 200 })
  answers.add({ status: 200 }, 2)
  metrics.histogram('http_seconds', 'How long answers took.', ['route']).observe(0.02, { route: '/healthz' })
  let waiting = 3
  metrics.gauge('jobs_waiting', 'Jobs that wait.', () => waiting)
  metrics.gauges('handler_lag', 'Events a handler is behind.', 'handler', async () => new Map([['bot.greet', 7]]))
  waiting = 4

  const text = await metrics.text()
  expect(text).toContain('switchboard_http_answers_total{status="200"} 3')
  expect(text).toContain('switchboard_http_seconds_bucket{le="0.025",route="/healthz"} 1')
  expect(text).toContain('switchboard_jobs_waiting 4')
  expect(text).toContain('switchboard_handler_lag{handler="bot.greet"} 7')
  expect(text).toMatch(/switchboard_nodejs_eventloop_lag_p99_seconds [\d.]+/)
})

test('a histogram counts up to each bound, beyond the last one too, and says sum and count for each set of labels', async () => {
  const metrics = openMetrics()
  const sizes = metrics.histogram('sizes', 'How large.', ['kind'], [1, 10])
  for (const size of [0.5, 1, 2, 100]) sizes.observe(size, { kind: 'a "b"' })
  sizes.observe(3, { kind: 'c' })
  expect((await metrics.text()).split('# HELP switchboard_sizes ')[1]?.split('\n').slice(1, 7)).toEqual([
    '# TYPE switchboard_sizes histogram',
    'switchboard_sizes_bucket{le="1",kind="a \\"b\\""} 2',
    'switchboard_sizes_bucket{le="10",kind="a \\"b\\""} 3',
    'switchboard_sizes_bucket{le="+Inf",kind="a \\"b\\""} 4',
    'switchboard_sizes_sum{kind="a \\"b\\""} 103.5',
    'switchboard_sizes_count{kind="a \\"b\\""} 4',
  ])
  expect(await metrics.text()).toMatch(/switchboard_sizes_sum\{kind="c"\} 3\n/)
  expect(() => sizes.observe(Number.NaN)).toThrow('not a valid number')
})

test('a reader that vanished leaves no old value behind', async () => {
  const metrics = openMetrics()
  const lags = new Map([['bot.greet', 7]])
  metrics.gauges('handler_lag', 'Events a handler is behind.', 'handler', () => lags)
  await metrics.text()
  lags.clear()
  expect(await metrics.text()).not.toContain('bot.greet')
})

test('two apps in one process do not add up', async () => {
  const [one, other] = [openMetrics(), openMetrics()]
  one.counter('seen_total', 'Seen.').add()
  other.counter('seen_total', 'Seen.').add()
  expect(await one.text()).toContain('switchboard_seen_total 1')
})

test('a label without end is held back', async () => {
  const metrics = openMetrics()
  const seen = metrics.counter('seen_total', 'Seen.', ['what'])
  for (let i = 0; i < 2_100; i++) seen.add({ what: i })
  expect(await metrics.text()).toContain('switchboard_seen_total{what="other"} 100')
})
