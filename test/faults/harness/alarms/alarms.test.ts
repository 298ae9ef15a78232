import { expect, test } from 'vitest'
import { compile, type Scrape } from './promql.ts'
import { heldFor, readRules } from './rules.ts'
import { seriesIn } from './watch.ts'

const look = (at: number, text: string): Scrape => ({ at, series: seriesIn(text, 'a') })
const value = (text: string, history: Scrape[]) => compile(text)(history).map((one) => one.value)

test('all ten alarms of the operator’s page are understood', () => {
  expect([...readRules().keys()]).toHaveLength(10)
})

test('rates, changes, shares and quantiles are what Prometheus makes of them', () => {
  const history = [
    look(0, 'n{s="5xx"} 1\nstart 5\nb{le="0.1"} 0\nb{le="1"} 0\nb{le="+Inf"} 0'),
    look(30, 'n{s="5xx"} 31\nstart 5\nb{le="0.1"} 10\nb{le="1"} 20\nb{le="+Inf"} 20'),
    look(60, 'n{s="5xx"} 4\nstart 9\nb{le="0.1"} 10\nb{le="1"} 20\nb{le="+Inf"} 20\nused 9\nroom 10'),
  ]
  expect(value('sum(rate(n{s="5xx"}[1m])) > 0.1', history)).toEqual([34 / 60])
  expect(value('increase(n{s="2xx"}[1m])', history)).toEqual([])
  expect(value('changes(start[5m]) > 2 or used / room > 0.8', history)).toEqual([0.9])
  expect(value('histogram_quantile(0.75, sum by (le) (rate(b[1m])))', history)[0]).toBeCloseTo(0.55)
  expect(() => compile('avg(n)')).toThrow()
})

test('an alarm fires when its rule held as long as it says', () => {
  const rule = { alert: 'Down', query: compile('up{job="x"} == 0'), forSeconds: 30 }
  const at = (second: number, up: number) => look(second, `up{job="x"} ${up}`)
  expect(heldFor(rule, [at(0, 1), at(1, 1)])).toBeNull()
  expect(heldFor(rule, [at(0, 1), at(10, 0), at(20, 0), at(30, 1), at(40, 0)])).toBe(10)
})
