import { Component, type ReactNode, Suspense } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { newPage, PartMissing } from '../state/part.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { Page } from './page.tsx'

interface Guarded {
  /** It is a whole page: what is said then stands in one, with the way to others beside it. */
  whole?: boolean
  children: ReactNode
}
/** What breaks inside is said in its place, and everything around it goes on. Another page is tried afresh. */
export function Guard({ whole = false, children }: Guarded) {
  const [at] = useLocation()
  return (
    <Inside at={at} whole={whole}>
      {children}
    </Inside>
  )
}

/** A part that is fetched when it is first shown: grey lines meanwhile, and what became of it when it does not come. */
export function Fetched({ lines, ...guarded }: Guarded & { lines?: number }) {
  const { t } = useWords()
  const fallback = <Skeleton label={t('loading')} {...(lines !== undefined && { lines })} />
  return (
    <Guard {...guarded}>
      <Suspense fallback={fallback}>{guarded.children}</Suspense>
    </Guard>
  )
}

interface Props extends Required<Guarded> {
  at: string
}
interface State {
  at: string
  error: unknown
}

class Inside extends Component<Props, State> {
  override state: State = { at: this.props.at, error: null }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error }
  }
  static getDerivedStateFromProps({ at }: Props, state: State): State | null {
    return at === state.at ? null : { at, error: null }
  }

  override render(): ReactNode {
    const { error } = this.state
    const { whole, children } = this.props
    if (error === null) return children
    return <Broken what={error instanceof PartMissing ? 'missing' : 'broken'} whole={whole} />
  }
}

function Broken({ what, whole }: { what: 'missing' | 'broken'; whole: boolean }) {
  const { t } = useWords()
  const said = (
    <ErrorBox actions={<Button onPress={() => void newPage()}>{t(`part.${what}.do`)}</Button>}>
      {t(`part.${what}`)}
    </ErrorBox>
  )
  return whole ? <Page title={t('part.title')}>{said}</Page> : said
}
