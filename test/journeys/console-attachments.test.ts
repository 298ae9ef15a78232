import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk } from './desk.ts'
import { pdfOf } from './pdf.ts'
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

test('a PDF is read page by page, a locked one after its password, and a broken one says so', async () => {
  await using desk = await openDesk(site, site.eva, `/inbox/all/${conversation}`)
  const { page } = desk
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Note' }).fill('Papers')
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  const bill = Array.from({ length: 12 }, (_, index) => `Bill of October, sheet ${index + 1}`)
  await (await chooser).setFiles([
    { name: 'bill.pdf', mimeType: 'application/pdf', buffer: pdfOf(bill) },
    { name: 'locked.pdf', mimeType: 'application/pdf', buffer: pdfOf(['Only for Amina'], 'open-0+ sesame') },
    { name: 'torn.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nhalf of it is missing') },
  ])
  const save = page.getByRole('button', { name: 'Save the note' })
  await expect.poll(() => save.getAttribute('aria-disabled')).toBeNull()
  await save.click()

  await page.getByRole('button', { name: /bill\.pdf/ }).click()
  const view = page.getByRole('dialog', { name: 'bill.pdf' })
  await view.getByText('Bill of October, sheet 1', { exact: true }).waitFor()
  expect(await view.getByText('Bill of October, sheet 12').count()).toBe(0)
  const first = view.getByRole('region', { name: 'Page 1 of 12' }).locator('canvas')
  await expect.poll(() => first.evaluate(hasInk)).toBe(true)
  await page.mouse.move(5, 400)
  expect(await lookedAt(page, 'console-attachment-pdf')).toEqual([])
  await view.getByRole('region', { name: 'bill.pdf' }).focus()
  await page.keyboard.press('End')
  await view.getByRole('status').getByText('Page 12 of 12').waitFor()
  await view.getByText('Bill of October, sheet 12').waitFor()

  await page.keyboard.press('ArrowRight')
  const locked = page.getByRole('dialog', { name: 'locked.pdf' })
  await locked.getByLabel('Password of the document').fill('sesame')
  await page.keyboard.press('Enter')
  await locked.getByText('That is not its password').waitFor()
  expect(await lookedAt(page, 'console-attachment-locked')).toEqual([])
  await locked.getByLabel('Password of the document').clear()
  await page.keyboard.type('open-0+ sesame')
  await page.keyboard.press('Enter')
  await locked.getByText('Only for Amina').waitFor()

  await locked.getByRole('region', { name: 'locked.pdf' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('dialog', { name: 'torn.pdf' }).getByRole('alert').getByText('cannot be shown').waitFor()
})

/** Is anything on it that is not white? */
function hasInk(canvas: HTMLElement | SVGElement): boolean {
  if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return false
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  return pixels.some((value, index) => index % 4 === 0 && value < 100 && pixels[index + 3] === 255)
}
