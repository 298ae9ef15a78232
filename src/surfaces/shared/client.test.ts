import { expect, test } from 'vitest'
import { ApiError, pathOf } from './client.ts'

test('fills the path, leaves out what was not given, and encodes what was', () => {
  const input = { params: { id: 'a/b' }, query: { q: 'x&y', after: undefined } }
  expect(pathOf('/api/v1/things/:id/parts', input)).toBe('/api/v1/things/a%2Fb/parts?q=x%26y')
})

test('only what may have reached nobody is said again', () => {
  expect(new ApiError(0, {}).again).toBe(true)
  expect(new ApiError(409, { code: 'stale' }).again).toBe(false)
  expect(new ApiError(409, { code: 'stale' }).code).toBe('stale')
})
