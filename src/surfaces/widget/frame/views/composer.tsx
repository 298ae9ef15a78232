/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useHere } from '../context.ts'
import type { Upload } from '../state.ts'
import { MOST_BYTES, MOST_FILES, uploadOf } from '../uploads.ts'
import { Icon } from './icon.tsx'

const MOST_SIGNS = 10_000

/** Writes, and takes files by picking, pasting and dropping. */
export function Composer({ dropped }: { dropped: readonly File[] }) {
  const { talk, t } = useHere()
  const [text, setText] = useState('')
  const [files, setFiles] = useState<readonly Upload[]>([])
  const [fault, setFault] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const over = [...text].length - MOST_SIGNS

  const take = (chosen: readonly File[]): void => {
    const big = chosen.find((file) => file.size > MOST_BYTES)
    const fits = chosen.filter((file) => file.size <= MOST_BYTES).slice(0, MOST_FILES - files.length)
    if (big !== undefined) setFault(t('file.tooBig', { name: big.name, limit: MOST_BYTES / 1_000_000 }))
    else setFault(fits.length < chosen.length ? t('file.tooMany', { limit: MOST_FILES }) : '')
    const added = fits.map(uploadOf)
    for (const file of added) talk.upload(file)
    setFiles([...files, ...added])
    field.current?.focus()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was dropped is taken once
  useEffect(() => {
    if (dropped.length > 0) take(dropped)
  }, [dropped])
  const send = (): void => {
    field.current?.focus()
    if (over > 0 || (text.trim() === '' && files.length === 0)) return
    talk.send(text.trim(), files)
    setText('')
    setFiles([])
    setFault('')
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div role="alert">
        {fault !== '' && <p class="bad">{fault}</p>}
        {over > 0 && <p class="bad">{t('composer.tooLong', { count: over })}</p>}
      </div>
      {files.length > 0 && (
        <ul class="chosen">
          {files.map((upload) => (
            <li key={upload.id}>
              <Icon name="file" />
              <span dir="auto">{upload.file.name}</span>
              <button
                type="button"
                class="plain"
                aria-label={t('file.remove', { name: upload.file.name })}
                onClick={() => setFiles(files.filter(({ id }) => id !== upload.id))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="write">
        <button type="button" class="plain" aria-label={t('composer.attach')} onClick={() => picker.current?.click()}>
          <Icon name="attach" />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget }) => {
            take([...(currentTarget.files ?? [])])
            currentTarget.value = ''
          }}
        />
        <textarea
          ref={field}
          data-begin
          rows={1}
          aria-label={t('composer.label')}
          aria-describedby="composer-hint"
          placeholder={t('composer.placeholder')}
          enterkeyhint="send"
          dir="auto"
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value)
            talk.typing(currentTarget.value !== '')
          }}
          onPaste={(event) => {
            const pasted = [...(event.clipboardData?.files ?? [])]
            if (pasted.length === 0) return
            event.preventDefault()
            take(pasted)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <button type="submit" class="main send" aria-label={t('composer.send')}>
          <Icon name="send" />
        </button>
      </div>
      <p id="composer-hint" class="unseen">
        {t('composer.hint')}
      </p>
    </form>
  )
}
