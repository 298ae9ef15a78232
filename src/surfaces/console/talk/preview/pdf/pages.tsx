import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useWords } from '../../../i18n/words.tsx'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { ErrorBox, Skeleton } from '../../../ui/states.tsx'
import { Page } from './page.tsx'
import css from './pdf.module.css'
import { usePdf } from './use-pdf.ts'

interface Props {
  href: string
  /** 0: as wide as the place; else how many times its own size. */
  zoom: number
  /** Which page is on top, from 1, and how many there are. */
  onPage: (page: number, of: number) => void
}

/** The pages of a PDF under each other; each is drawn when it comes near. */
export function Pages({ href, zoom, onPage }: Props) {
  const { t } = useWords()
  const [tries, setTries] = useState(0)
  const pdf = usePdf(href, tries)
  const column = useRef<HTMLDivElement>(null)
  const of = pdf.is === 'open' ? pdf.pdf.numPages : 0
  useTopPage(column, of, onPage)
  if (pdf.is === 'loading') return <Skeleton lines={8} label={t('pdf.loading')} />
  if (pdf.is === 'locked') return <Password wrong={pdf.wrong} onGive={pdf.unlock} />
  if (pdf.is === 'broken')
    return (
      <ErrorBox actions={<Button onPress={() => setTries(tries + 1)}>{t('again')}</Button>}>{t('pdf.broken')}</ErrorBox>
    )
  const numbers = Array.from({ length: of }, (_, index) => index + 1)
  return (
    <div ref={column} className={css.pages}>
      {numbers.map((number) => (
        <Page key={number} pdf={pdf.pdf} pdfjs={pdf.pdfjs} number={number} zoom={zoom} />
      ))}
    </div>
  )
}

/** Tells which page is on top whenever that changes. */
function useTopPage(column: { current: HTMLElement | null }, of: number, onPage: Props['onPage']): void {
  const tell = useRef(onPage)
  tell.current = onPage
  useEffect(() => {
    const stage = column.current?.parentElement
    if (of === 0 || !stage) return
    const look = () => {
      const line = stage.getBoundingClientRect().top + stage.clientHeight / 3
      const pages = [...(column.current?.children ?? [])]
      const below = pages.findIndex((page) => page.getBoundingClientRect().bottom > line)
      tell.current(below === -1 ? of : below + 1, of)
    }
    look()
    stage.addEventListener('scroll', look, { passive: true })
    return () => stage.removeEventListener('scroll', look)
  }, [column, of])
}

/** The file asks for its password. It goes to the reader in this browser and nowhere else. */
function Password({ wrong, onGive }: { wrong: boolean; onGive: (password: string) => void }) {
  const { t } = useWords()
  const [password, setPassword] = useState('')
  const give = (event: FormEvent) => {
    event.preventDefault()
    if (password !== '') onGive(password)
  }
  return (
    <form className={css.password} onSubmit={give} noValidate>
      <Field
        type="password"
        autoComplete="off"
        label={t('pdf.password')}
        hint={t('pdf.passwordWhy')}
        error={wrong ? t('pdf.passwordWrong') : null}
        value={password}
        onChange={setPassword}
        autoFocus
      />
      <Button type="submit" look="primary" disabledBecause={password === '' ? t('pdf.passwordEmpty') : null}>
        {t('pdf.unlock')}
      </Button>
    </form>
  )
}
