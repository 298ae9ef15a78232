import { useWords } from '../../i18n/words.tsx'
import { Tag, type Tone } from '../../ui/tag.tsx'
import type { Account } from './account.ts'
import css from './accounts.module.css'

const tones: Readonly<Record<string, Tone>> = {
  ok: 'good',
  expiring: 'warn',
  limited: 'warn',
  'needs-reauth': 'bad',
  down: 'bad',
}

/** How an account is, in a word and a colour, and what to do about it. */
export function Health({ account }: { account: Account }) {
  const { t, has } = useWords()
  const { state, detail } = account.health
  if (account.disconnected) return <Tag>{t('health.disconnected')}</Tag>
  const word = has(`health.${state}`) ? t(`health.${state}`) : state
  return (
    <span className={css.health}>
      <Tag tone={tones[state] ?? 'warn'}>{word}</Tag>
      {state === 'ok' || detail === null ? null : <span className={css.todo}>{todoOf(t, has, detail)}</span>}
    </span>
  )
}

/** The sentence of a code; of one nobody has written about, the code itself, and what always helps. */
function todoOf(t: (key: string, values?: { code: string }) => string, has: (key: string) => boolean, code: string) {
  if (has(`account.todo.${code}`)) return t(`account.todo.${code}`, { code })
  const family = families.find(([pattern]) => pattern.test(code))?.[1] ?? 'other'
  return t(`account.todo.${family}`, { code })
}
/** Codes that say the same thing in many ways. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^http-40[13]$|^eauth$|^5\.7\.\d+$|^smtp-53\d$|^session-refused$/, 'refused'],
  [/^forbidden/, 'forbidden'],
  [
    /^(unreachable|timeout|unknown-host|session-broken|e(conn|dns|host|net|timedout|socket)\w*|enotfound)$/,
    'unreachable',
  ],
  [/^e?tls|cert/, 'tls'],
]
