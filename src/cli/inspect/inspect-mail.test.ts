import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runCommand } from '../run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'inspect-'))
afterAll(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function inspect(...files: string[]) {
  const lines: string[] = []
  const said: string[] = []
  const code = await runCommand(['inspect', 'mail', ...files], {
    env: {},
    out: (line) => lines.push(line),
    err: (line) => said.push(line),
  })
  return { code, said: said.join('\n'), mails: lines.map((line) => JSON.parse(line)) }
}

test('one line a file, with every field of the promise and no other', async () => {
  const file = put(
    'a.eml',
    'From: Anna <anna@there.example>\nTo: Care <care@operator.example>\nSubject: Dead\nMessage-ID: <1@there.example>\nDate: Thu, 5 Nov 2026 10:00:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nIt is dead.\n-- \nAnna\n--b\nContent-Type: image/gif; name=a.gif\n\nGIF\n--b--\n',
  )
  const { mails, code } = await inspect(file)
  expect(code).toBe(0)
  expect(mails).toEqual([
    {
      file,
      from: { name: 'Anna', address: 'anna@there.example' },
      to: [{ name: 'Care', address: 'care@operator.example' }],
      subject: 'Dead',
      date: '2026-11-05T10:00:00Z',
      messageId: '1@there.example',
      text: 'It is dead.\n-- \nAnna',
      visible: 'It is dead.',
      quoted: '',
      signature: '--\nAnna',
      html: '',
      attachments: [
        { name: 'a.gif', type: 'image/gif', bytes: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/), inline: false },
      ],
      auto: null,
      bounce: null,
      error: null,
    },
  ])
})

test('a text is a body, a page is one, nothing is nothing, and a missing file stops nobody', async () => {
  const text = put('b.txt', 'From: me\nOn Monday.\n\nSent from my iPhone')
  const page = put('c.html', '<p>On Monday.</p><blockquote>When?</blockquote>')
  const { mails, code } = await inspect(text, join(folder, 'nowhere.eml'), page, put('d.eml', ''))
  expect(mails.map(({ visible, error }) => [visible, error])).toEqual([
    ['From: me\nOn Monday.', null],
    ['', 'not-found'],
    ['On Monday.', null],
    ['', 'empty'],
  ])
  expect(code).toBe(1)
})

test('typed wrongly', async () => {
  expect(await inspect()).toMatchObject({ code: 2, said: expect.stringContaining('Which files?') })
  expect(await inspect('--json', 'a')).toMatchObject({
    code: 2,
    said: expect.stringContaining("Unknown option '--json'"),
  })
})
