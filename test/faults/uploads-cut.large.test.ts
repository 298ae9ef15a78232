import { expect, test } from 'vitest'
import { cutUploads, SHARES } from './blows/cut-uploads.ts'
import { judge } from './harness/report.ts'
import { openScene } from './harness/scene.ts'
import { timeoutMs } from './harness/sizes.ts'

test(
  'uploads are cut at 1, 50 and 99 percent: nothing of them is there, and the same upload whole is',
  async () => {
    await using scene = await openScene()
    const rounds = 4
    const wrong: string[] = []
    const outcome = await scene.under(async ({ chats }) => {
      for (const { token } of chats.slice(0, rounds)) wrong.push(...(await cutUploads(scene.url, token)))
    })
    judge(outcome, { fault: 'uploads cut at 1, 50 and 99 %', rounds: rounds * SHARES.length })
    expect(wrong).toEqual([])
  },
  timeoutMs,
)
