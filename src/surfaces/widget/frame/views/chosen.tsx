/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import type { Upload } from '../state.ts'
import { MOST_BYTES, MOST_FILES, uploadOf } from '../uploads.ts'
import { Icon } from './icon.tsx'

interface Choice {
  files: readonly Upload[]
  /** Why the last choice was not taken whole; '' when it was. */
  fault: string
  take(chosen: readonly File[]): void
  remove(id: string): void
  clear(): void
}

/** The files of the next message: what is too big or too many is said at once, the rest is on its way. */
export function useChosen(dropped: readonly File[], onTaken: () => void): Choice {
  const { talk, t } = useHere()
  const [files, setFiles] = useState<readonly Upload[]>([])
  const [fault, setFault] = useState('')
  const take = (chosen: readonly File[]): void => {
    const big = chosen.find((file) => file.size > MOST_BYTES)
    const fits = chosen.filter((file) => file.size <= MOST_BYTES).slice(0, MOST_FILES - files.length)
    if (big !== undefined) setFault(t('file.tooBig', { name: big.name, limit: MOST_BYTES / 1_000_000 }))
    else setFault(fits.length < chosen.length ? t('file.tooMany', { limit: MOST_FILES }) : '')
    const added = fits.map(uploadOf)
    for (const file of added) talk.upload(file)
    setFiles([...files, ...added])
    onTaken()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was dropped is taken once
  useEffect(() => {
    if (dropped.length > 0) take(dropped)
  }, [dropped])
  const clear = (): void => {
    setFiles([])
    setFault('')
  }
  return { files, fault, take, remove: (id) => setFiles(files.filter((file) => file.id !== id)), clear }
}

export function Chosen({ files, onRemove }: { files: readonly Upload[]; onRemove: (id: string) => void }) {
  const { t } = useHere()
  if (files.length === 0) return null
  return (
    <ul class="chosen">
      {files.map(({ id, file }) => (
        <li key={id}>
          <Icon name="file" />
          <span dir="auto">{file.name}</span>
          <button
            type="button"
            class="plain"
            aria-label={t('file.remove', { name: file.name })}
            onClick={() => onRemove(id)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}

export function Attach({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useHere()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class="plain" aria-label={t('composer.attach')} onClick={() => picker.current?.click()}>
        <Icon name="attach" />
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
    </>
  )
}
