import { uuid7 } from '../../shared/uuid7.ts'
import type { State, Upload } from './state.ts'
import type { Store } from './store.ts'

export const MOST_FILES = 10
export const MOST_BYTES = 20_000_000

export const uploadOf = (file: File): Upload => ({ id: uuid7(), file, part: 0, state: 'held' })

export interface Uploads {
  /** Settles when the file is there; begins it if nobody has; throws when it cannot be had. */
  ensure(upload: Upload, token: string): Promise<void>
}

/** Files on their way, each once. */
export function uploadsOf(store: Store<State>, onChange: (id: string, change: Partial<Upload>) => void): Uploads {
  const going = new Map<string, Promise<void>>()
  const begin = async (upload: Upload, token: string): Promise<void> => {
    onChange(upload.id, { state: 'going' })
    try {
      await sendFile(upload, token, (part) => onChange(upload.id, { part }))
      onChange(upload.id, { part: 1, state: 'there' })
    } catch (error) {
      going.delete(upload.id)
      onChange(upload.id, { state: 'failed' })
      store.set((state) => ({ ...state, notice: { key: 'file.failed', values: { name: upload.file.name } } }))
      throw error
    }
  }
  return {
    ensure: (upload, token) => {
      const run = going.get(upload.id) ?? begin(upload, token)
      going.set(upload.id, run)
      return run
    },
  }
}

/** As fetch cannot tell how far an upload is. */
function sendFile({ id, file }: Upload, token: string, onPart: (part: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/chat/uploads?id=${id}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.upload.onprogress = ({ loaded, total }) => onPart(loaded / Math.max(1, total))
    request.onload = () => (request.status < 300 ? resolve() : reject(new Error(`${request.status}`)))
    request.onerror = () => reject(new Error('offline'))
    const form = new FormData()
    form.append('file', file, file.name || 'file')
    request.send(form)
  })
}
