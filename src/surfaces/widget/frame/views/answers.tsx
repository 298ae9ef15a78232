/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { ChatBrand } from '#channels/contract'
import { useHere } from '../context.ts'
import { Icon } from './icon.tsx'

/** Articles by their titles; each opens to its short answer, with the whole article one step further. */
export function Answers({ answers }: { answers: ChatBrand['likely'] }) {
  return (
    <ul class="answers">
      {answers.map((answer) => (
        <li key={answer.href}>
          <details name="answers">
            <summary>
              <span>{answer.title}</span>
              <Icon name="down" />
            </summary>
            <p>{answer.summary}</p>
            <Read href={answer.href} />
            <Helped href={answer.href} />
          </details>
        </li>
      ))}
    </ul>
  )
}

function Read({ href }: { href: string }) {
  const { t } = useHere()
  return (
    <a href={href} target="_blank" rel="noopener">
      {t('article.open')}
    </a>
  )
}

function Helped({ href }: { href: string }) {
  const { talk, t } = useHere()
  const [said, setSaid] = useState<boolean | null>(null)
  const say = (helpful: boolean): void => {
    setSaid(helpful)
    const body = new URLSearchParams({ helpful: helpful ? 'yes' : 'no' })
    fetch(`${new URL(href, location.href).pathname}/helpful`, {
      method: 'POST',
      body,
      credentials: 'omit',
      redirect: 'manual',
    }).catch(() => {})
  }
  if (said === null) {
    return (
      <div class="helped">
        <span>{t('article.question')}</span>
        <button type="button" class="pill" onClick={() => say(true)}>
          {t('article.yes')}
        </button>
        <button type="button" class="pill" onClick={() => say(false)}>
          {t('article.no')}
        </button>
      </div>
    )
  }
  return (
    <div class="helped" role="status">
      {said ? (
        t('article.thanks')
      ) : (
        <button type="button" class="pill" onClick={() => talk.show('talk')}>
          {t(talk.store.get().chat === null ? 'home.start' : 'home.continue')}
        </button>
      )}
    </div>
  )
}
