/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import type { ChatMessage } from '#channels/contract'
import { digitsOf } from '../../../shared/sentence.ts'
import { useHere } from '../context.ts'
import type { Talk } from '../talk.ts'
import { Icon } from './icon.tsx'

type Attachment = ChatMessage['attachments'][number]

/** Pictures are shown, sound is played, everything else is a file to save. All are fetched with the token: no address alone opens them. */
export function Files({ attachments }: { attachments: readonly Attachment[] }) {
  return (
    <>
      {attachments.map((file) =>
        file.width !== null && file.mime.startsWith('image/') ? (
          <Picture key={file.id} file={file} />
        ) : file.mime.startsWith('audio/') ? (
          <Sound key={file.id} file={file} />
        ) : (
          <Download key={file.id} file={file} />
        ),
      )}
    </>
  )
}

/** The bytes as an address of this page, once they are wanted. */
function useBytes(file: Attachment, isWanted: boolean): string | null {
  const { talk } = useHere()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!isWanted) return
    let made: string | null = null
    let isHere = true
    talk.blob(file.href).then(
      (blob) => {
        if (!isHere) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      },
      () => {},
    )
    return () => {
      isHere = false
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [file.href, isWanted, talk])
  return url
}

function Picture({ file }: { file: Attachment }) {
  const { t, talk } = useHere()
  const url = useBytes(file, true)
  return (
    <button
      type="button"
      class="picture"
      aria-label={t('file.download', { name: file.name })}
      onClick={() => void save(talk, file)}
    >
      <img
        src={url ?? undefined}
        alt={t('file.picture', { name: file.name })}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
      />
    </button>
  )
}

/** Fetched when somebody wants to hear it. */
function Sound({ file }: { file: Attachment }) {
  const { t } = useHere()
  const [isWanted, setWanted] = useState(false)
  const url = useBytes(file, isWanted)
  if (url !== null)
    // biome-ignore lint/a11y/useMediaCaption: what somebody has just said has none
    return <audio class="sound" controls autoplay src={url} aria-label={file.name} />
  return (
    <button
      type="button"
      class="bubble file"
      aria-label={t('voice.play', { name: file.name })}
      onClick={() => setWanted(true)}
    >
      <Icon name="play" />
      <span dir="auto">{file.name}</span>
    </button>
  )
}

function Download({ file }: { file: Attachment }) {
  const { talk, state, t } = useHere()
  const kilobytes = new Intl.NumberFormat(digitsOf(state.boot.lang), {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 0,
  })
  return (
    <button
      type="button"
      class="bubble file"
      aria-label={t('file.download', { name: file.name })}
      onClick={() => void save(talk, file)}
    >
      <Icon name="file" />
      <span dir="auto">{file.name}</span>
      <small>{kilobytes.format(Math.max(1, Math.round(file.bytes / 1_000)))}</small>
    </button>
  )
}

async function save(talk: Talk, file: Attachment): Promise<void> {
  const url = URL.createObjectURL(await talk.blob(`${file.href}?download`))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
