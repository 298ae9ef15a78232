import type { Attachment } from '#conversations/contract'
import { uuid7 } from '../../shared/uuid7.ts'

export interface Upload {
  id: string
  name: string
  bytes: number
  part: number
  state: 'going' | 'there' | 'failed'
  why: string | null
  attachment: Attachment | null
}
export const startOf = (file: File): Upload => ({
  id: uuid7(),
  name: file.name === '' ? 'picture.png' : file.name,
  bytes: file.size,
  part: 0,
  state: 'going',
  why: null,
  attachment: null,
})

/** Sends a file with progress, which fetch cannot tell; settles with how it ended. */
export function upload(start: Upload, file: File, brand: string, onProgress: (part: number) => void): Promise<Upload> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const fail = (why: string) => resolve({ ...start, state: 'failed', why })
    request.open('POST', `/api/v1/uploads?id=${start.id}&brand=${brand}`)
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.onprogress = (event) => onProgress(event.loaded / Math.max(1, event.total))
    request.onload = () =>
      request.status < 300
        ? resolve({ ...start, part: 1, state: 'there', attachment: request.response })
        : fail(typeof request.response?.detail === 'string' ? request.response.detail : '')
    request.onerror = () => fail('')
    const form = new FormData()
    form.append('file', file, start.name)
    request.send(form)
  })
}
