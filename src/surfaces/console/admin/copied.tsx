import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Button } from '../ui/button.tsx'

interface Props {
  text: string
  /** What is copied, in words, for who does not see where the button stands. */
  label: string
  /** What the button says before; "Copy" when not said. */
  verb?: string
}

/** Puts a text where it can be pasted from, and says that it did. */
export function CopyButton({ text, label, verb }: Props) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <>
      <Button look="quiet" aria-label={label} onPress={copy}>
        {copied ? t('copied') : (verb ?? t('copy'))}
      </Button>
      <span role="status" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </>
  )
}
