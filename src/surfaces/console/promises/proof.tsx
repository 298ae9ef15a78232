import { useRef, useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { useUploads } from '../talk/use-uploads.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { type Promised, prove } from './deeds.ts'
import css from './promises.module.css'

/** What shows that a promise was kept; what is missing is asked for in a dialog, in words, as a file, or both. */
export function Proof({ promise, may }: { promise: Promised; may: boolean }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  if (promise.state !== 'kept') return null
  return (
    <p className={css.proof}>
      {promise.proof === null ? null : <span dir="auto">{t('promise.proof.said', { proof: promise.proof })}</span>}{' '}
      {promise.file === null ? null : (
        <a href={promise.file.href} target="_blank" rel="noopener">
          {t('promise.proof.file')}
        </a>
      )}{' '}
      {may ? (
        <Button look="link" onPress={() => setOpen(true)}>
          {t(promise.proof === null && promise.file === null ? 'promise.proof.add' : 'promise.proof.change')}
        </Button>
      ) : null}
      {open ? <ProofDialog promise={promise} onClose={() => setOpen(false)} /> : null}
    </p>
  )
}

function ProofDialog({ promise, onClose }: { promise: Promised; onClose: () => void }) {
  const { t } = useWords()
  const [words, setWords] = useState(promise.proof ?? '')
  const [tried, setTried] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const { uploads, add, clear, busy, ready } = useUploads(promise.brand)
  const [file] = uploads
  const failed = file?.state === 'failed' ? file.why || t('promise.proof.failed') : null
  const missing = words.trim() === '' && ready.length === 0 ? t('promise.proof.missing') : null
  const save = async () => {
    setTried(true)
    if (missing !== null || failed !== null || busy) return
    if (await prove(promise, { proof: words.trim(), file: ready[0]?.id ?? null, note: t('promise.proof.note') }))
      onClose()
  }
  return (
    <FormDialog
      title={t('promise.proof.title')}
      verb={t('promise.proof.save')}
      disabledBecause={busy ? t('promise.proof.going') : null}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <p dir="auto">{promise.what}</p>
      <Field
        label={t('promise.proof.words')}
        hint={t('promise.proof.hint')}
        value={words}
        onChange={setWords}
        maxLength={500}
        rows={2}
        error={failed ?? (tried ? missing : null)}
        autoFocus
      />
      <p>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label={t('promise.proof.choose')}
          onChange={({ target }) => {
            clear()
            add([...(target.files ?? [])].slice(0, 1))
            target.value = ''
          }}
        />
        <Button onPress={() => chooser.current?.click()}>{t('promise.proof.choose')}</Button>{' '}
        {file === undefined ? null : <span role="status">{file.name}</span>}
      </p>
    </FormDialog>
  )
}
