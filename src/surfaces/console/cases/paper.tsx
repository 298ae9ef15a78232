import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { uuid7 } from '../../shared/uuid7.ts'
import { Baked } from '../baked.tsx'
import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useUploads } from '../talk/use-uploads.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import css from './paper.module.css'

type Letter = Out<'POST /api/v1/conversations/:id/letters'>

interface Props {
  conversation: string
  brand: string
}

/** Letters that came by post, and letters that go out on paper. */
export function Paper(props: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState<'in' | 'out' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <Button look="link" onPress={() => setOpen('in')}>
        {t('paper.in')}
      </Button>
      <Button look="link" onPress={() => setOpen('out')}>
        {t('paper.out')}
      </Button>
      {open === 'in' ? <CameIn {...props} onClose={close} /> : null}
      {open === 'out' ? <GoesOut {...props} onClose={close} /> : null}
    </>
  )
}

const today = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

function CameIn({ conversation, brand, onClose }: Props & { onClose: () => void }) {
  const { t } = useWords()
  const [id] = useState(uuid7)
  const [values, setValues] = useState({ from: '', receivedOn: today(), text: '' })
  const [tried, setTried] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const { uploads, add, clear, busy, ready } = useUploads(brand)
  const [scan] = uploads
  const put = (change: Partial<typeof values>) => setValues((now) => ({ ...now, ...change }))
  const missing = ready.length === 0 ? (scan?.why ?? t('paper.scan.missing')) : null
  const wrong = values.from.trim() === '' ? t('paper.from.missing') : null
  const save = async () => {
    setTried(true)
    const [file] = ready
    if (file === undefined || wrong !== null) return
    const { text, ...said } = values
    const body = { id, file: file.id, ...said, ...(text.trim() !== '' && { text }) }
    try {
      await call('POST /api/v1/conversations/:id/paper', { params: { id: conversation }, body })
      showBar({ text: 'paper.taken' })
      onClose()
    } catch (error) {
      failed(error)
    }
  }
  return (
    <FormDialog
      title={t('paper.in')}
      verb={t('paper.in.save')}
      disabledBecause={busy ? t('promise.proof.going') : null}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <p>
        <input
          ref={chooser}
          type="file"
          hidden
          accept="image/*,application/pdf"
          aria-label={t('paper.scan')}
          onChange={({ target }) => {
            clear()
            add([...(target.files ?? [])].slice(0, 1))
            target.value = ''
          }}
        />
        <Button onPress={() => chooser.current?.click()}>{t('paper.scan')}</Button>{' '}
        <span role="status">{scan?.name ?? ''}</span>
      </p>
      {tried && missing !== null ? <p role="alert">{missing}</p> : null}
      <Field
        label={t('paper.from')}
        value={values.from}
        onChange={(from) => put({ from })}
        maxLength={200}
        error={tried ? wrong : null}
      />
      <Field
        label={t('paper.receivedOn')}
        type="date"
        value={values.receivedOn}
        onChange={(receivedOn) => put({ receivedOn })}
      />
      <Field
        label={t('paper.text')}
        hint={t('paper.text.hint')}
        value={values.text}
        onChange={(text) => put({ text })}
        maxLength={5000}
        rows={3}
      />
    </FormDialog>
  )
}

function GoesOut({ conversation, onClose }: Props & { onClose: () => void }) {
  const { t } = useWords()
  const [id] = useState(uuid7)
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const [letter, setLetter] = useState<Letter | null>(null)
  const print = async () => {
    setTried(true)
    if (to.trim() === '' || text.trim() === '') return
    try {
      const { row } = await call('GET /api/v1/conversations/:id', { params: { id: conversation } })
      const body = { id, to, text, seenSeq: row.lastContactSeq }
      setLetter(await call('POST /api/v1/conversations/:id/letters', { params: { id: conversation }, body }))
    } catch (error) {
      failed(error)
    }
  }
  if (letter !== null)
    return (
      <Printed
        letter={letter}
        onDone={() => {
          showBar({ text: 'paper.sent' })
          onClose()
        }}
      />
    )
  return (
    <FormDialog title={t('paper.out')} verb={t('paper.print')} wide onClose={onClose} onSubmit={() => void print()}>
      <p>{t('paper.out.hint')}</p>
      <Field
        label={t('paper.to')}
        hint={t('paper.to.hint')}
        value={to}
        onChange={setTo}
        maxLength={400}
        rows={4}
        error={tried && to.trim() === '' ? t('paper.to.missing') : null}
        autoFocus
      />
      <Field
        label={t('paper.body')}
        value={text}
        onChange={setText}
        maxLength={8000}
        rows={10}
        error={tried && text.trim() === '' ? t('paper.body.missing') : null}
      />
    </FormDialog>
  )
}

/** As it comes out of the printer: the paper shows the letter and nothing of the screen behind it. */
function Printed({ letter, onDone }: { letter: Letter; onDone: () => void }) {
  const { t } = useWords()
  useEffect(() => window.print(), [])
  return createPortal(
    <div className={css.sheet} data-letter role="dialog" aria-modal="true" aria-label={t('paper.out')}>
      <p className={css.screen}>
        <Button autoFocus onPress={() => window.print()}>
          {t('paper.again')}
        </Button>{' '}
        <Button onPress={onDone}>{t('paper.done')}</Button>
      </p>
      <article className={css.letter} lang={letter.lang} dir={letter.lang.startsWith('ar') ? 'rtl' : 'ltr'}>
        <address className={css.from}>
          <b>{letter.brand}</b>
          {`\n${letter.sender}`}
        </address>
        <address className={css.to}>{letter.to}</address>
        <p className={css.date}>{letter.date}</p>
        <p>
          <b>{letter.reference}</b>
        </p>
        <Baked html={letter.html} lang={letter.lang} />
      </article>
    </div>,
    document.body,
  )
}
