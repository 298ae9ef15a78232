import { useState } from 'react'
import { startOf, type Upload, upload } from './upload.ts'

const MOST = 10

export function useUploads(brand: string) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const change = (id: string, edit: (now: Upload) => Upload) =>
    setUploads((now) => now.map((each) => (each.id === id ? edit(each) : each)))
  const add = (files: Iterable<File>) => {
    for (const file of [...files].slice(0, MOST - uploads.length)) {
      const start = startOf(file)
      setUploads((now) => [...now, start])
      void upload(start, file, brand, (part) => change(start.id, (now) => ({ ...now, part }))).then((end) =>
        change(start.id, () => end),
      )
    }
  }
  return {
    uploads,
    add,
    remove: (id: string) => setUploads((now) => now.filter((each) => each.id !== id)),
    clear: () => setUploads([]),
    restore: (before: readonly Upload[]) => setUploads(before),
    busy: uploads.some((each) => each.state === 'going'),
    ready: uploads.flatMap((each) => (each.attachment === null ? [] : [each.attachment])),
  }
}
export type Uploads = ReturnType<typeof useUploads>
