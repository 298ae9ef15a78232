import { expect, test } from 'vitest'
import { cast } from '../../../test/support/people.ts'
import { openWelcome } from './module.ts'

test('the demo has three doors, and may ask the world for its pace', async () => {
  const the = await cast({ modules: [openWelcome], demo: true })
  const answer = await the.app.fetch('/')
  const text = await answer.text()
  for (const door of ['Be a customer', 'Be an advisor', 'Watch it work']) expect(text).toContain(door)
  expect(text).toContain('href="/b/lumo/"')
  expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self' http://127.0.0.1:4010;")
  await the.app.stop()
})

test('without demo it shows the brands and the way in, and nothing of the world', async () => {
  const the = await cast({ modules: [openWelcome] })
  const answer = await the.app.fetch('/')
  const text = await answer.text()
  expect(text).toContain('Sign in as staff')
  expect(text).toContain('href="/b/vela/"')
  expect(`${text}${answer.headers.get('content-security-policy')}`).not.toContain('4010')
  await the.app.stop()
})

test('where the world is, the world says; nothing but this machine is believed', async () => {
  const the = await cast({ modules: [openWelcome], demo: true })
  const say = (value: string) =>
    the.app.fetch('/api/v1/settings/demo.world', { method: 'PUT', session: the.admin.session, json: { value } })
  expect((await say('http://127.0.0.1:51234')).status).toBe(200)
  const answer = await the.app.fetch('/')
  expect(await answer.text()).toContain('href="http://127.0.0.1:51234/"')
  expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self' http://127.0.0.1:51234;")
  for (const wrong of ['http://world.example', 'http://127.0.0.1:1; script-src *', 'javascript:alert(1)'])
    expect((await say(wrong)).status).toBe(400)
  await the.app.stop()
})
