import { useEffect, useState } from 'react'
import type { CaseTold } from '#cases/contract'
import css from '../context/context.module.css'
import { Failed } from '../context/context.tsx'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { call } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import own from './case.module.css'

/** What happened in the case, oldest first; read when it is asked for, and again when something is told of the case. */
export function Timeline({ id, told }: { id: string; told: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="link" aria-expanded={open} onPress={() => setOpen(!open)}>
        {t('case.timeline')}
      </Button>
      {open ? <Lines id={id} told={told} /> : null}
    </>
  )
}

function Lines({ id, told }: { id: string; told: string }) {
  const { t } = useWords()
  const { data, error, reload } = useResource(`case timeline ${id}`, () =>
    call('GET /api/v1/cases/:id/timeline', { params: { id } }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: each telling is a reason to read it again
  useEffect(reload, [told, reload])
  if (data === null) return error === null ? null : <Failed what={t('case.timeline')} onAgain={reload} />
  return (
    <ol className={own.told} aria-label={t('case.timeline')}>
      {data.items.map((item) => (
        <Line key={item.id} item={item} />
      ))}
    </ol>
  )
}

function Line({ item }: { item: CaseTold }) {
  const { t, formats } = useWords()
  const now = useNow()
  const { what, by, channel, reference, promise, who } = item
  const key = what === 'promise.passed' && who === null ? 'promise.given' : what
  const said = t(`case.told.${key}`, {
    who: who ?? '',
    channel: channel === null ? '' : t(`channel.${channelKind(channel)}`),
    reference: reference ?? '',
    what: promise?.what || t(`promise.kind.${promise?.kind ?? 'other'}`),
  })
  const whom = by.kind === 'person' ? by.name : by.kind === 'system' ? null : t(`case.told.by.${by.kind}`)
  return (
    <li>
      <span dir="auto">{said}</span>
      <span className={css.hint}>
        {' '}
        <time dateTime={item.at} title={formats.exact(item.at)}>
          {formats.when(item.at, now)}
        </time>
        {whom === null || whom === who ? '' : ` · ${whom}`}
      </span>
    </li>
  )
}
