import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { aminaWaits, lookedAt, openSite, type Site } from './site.ts'

let site: Site
let conversation: string
beforeAll(async () => {
  site = await openSite()
  conversation = await aminaWaits(site)
  await site.care.settle()
})
afterAll(() => site?.[Symbol.asyncDispose]())

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
/** A tenth of a second of silence: RIFF, 8 bits, one channel. */
function silence(): Buffer {
  const bytes = 800
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  for (const [value, at] of [
    [16, 16],
    [8_000, 24],
    [8_000, 28],
    [bytes, 40],
  ] as const)
    head.writeUInt32LE(value, at)
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [1, 32],
    [8, 34],
  ] as const)
    head.writeUInt16LE(value, at)
  head.write('data', 36)
  return Buffer.concat([head, Buffer.alloc(bytes, 128)])
}

test('pictures are shown large by click and keys, sound is played where it stands, and all is saved', async () => {
  await using desk = await openDesk(site, site.eva, `/inbox/all/${conversation}`)
  const { page } = desk
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Note' }).fill('What the customer sent to the shop')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  await (await chooser).setFiles([
    { name: 'box.png', mimeType: 'image/png', buffer: dot },
    { name: 'lamp.png', mimeType: 'image/png', buffer: dot },
    { name: 'noise.wav', mimeType: 'audio/wav', buffer: silence() },
  ])
  await page.getByText('noise.wav').waitFor()
  const save = page.getByRole('button', { name: 'Save the note' })
  await expect.poll(() => save.getAttribute('aria-disabled')).toBeNull()
  await save.click()
  await page.getByRole('img', { name: 'lamp.png' }).waitFor()
  // Why nothing can be sent now is said under the pointer.
  await page.mouse.move(5, 400)
  await page.getByRole('tooltip').waitFor({ state: 'detached' })
  await page.locator('audio[aria-label="noise.wav"]').waitFor()
  expect(await lookedAt(page, 'console-attachments')).toEqual([])

  await page.getByRole('button', { name: /box\.png/ }).click()
  const view = page.getByRole('dialog', { name: 'box.png' })
  await view.getByText('1 of 2').waitFor()
  const stage = view.getByRole('region', { name: 'box.png' })
  await stage.focus()
  const width = () => view.getByRole('img').evaluate((img) => img.style.inlineSize)
  await page.keyboard.press('+')
  await expect.poll(width).toBe('1px')
  await page.keyboard.press('0')
  await expect.poll(width).toBe('')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: 'lamp.png' }).getByText('2 of 2').waitFor()
  expect(await lookedAt(page, 'console-attachment-large')).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})
