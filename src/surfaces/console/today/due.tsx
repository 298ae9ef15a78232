import { useEffect } from 'react'
import { Link } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { DueTag, PromiseDeeds } from '../promises/promise-line.tsx'
import { call } from '../state/api.ts'
import { usePromiseTold } from '../state/promises.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBox } from '../ui/states.tsx'
import css from './today.module.css'

const SHOWN = 5

/** One's own promises, due soonest first. */
export function Due() {
  const { t } = useWords()
  const told = usePromiseTold()
  const { data, error, reload } = useResource('promises mine', () =>
    call('GET /api/v1/promises', { query: { of: 'mine', limit: 200 } }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for each telling
  useEffect(reload, [told, reload])
  return (
    <section className={css.part} aria-labelledby="today-due">
      <h2 id="today-due">{t('today.promises')}</h2>
      {data === null ? (
        error === null ? null : (
          <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
        )
      ) : data.items.length === 0 ? (
        <p className={css.none}>{t('today.promises.none')}</p>
      ) : (
        <>
          <ul className={css.lines}>
            {data.items.slice(0, SHOWN).map((promise) => (
              <li key={promise.id} className={css.line}>
                <p className={css.said}>
                  <DueTag promise={promise} />
                  <Link href={to.conversation('all', promise.conversation)}>{promise.case.reference}</Link>
                </p>
                <p dir="auto">{promise.what}</p>
                <PromiseDeeds promise={promise} />
              </li>
            ))}
          </ul>
          {data.items.length > SHOWN ? (
            <Link href={to.promises()}>{t('today.promises.all', { n: data.items.length })}</Link>
          ) : null}
        </>
      )}
    </section>
  )
}
