import { useEffect, useState } from 'react'
import type { Transfer } from '#cases/contract'
import css from '../context/context.module.css'
import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import own from './case.module.css'
import { takeHandover, takeHandoverBack } from './deeds.ts'
import { HandoverDialog } from './handover-dialog.tsx'

export type View = Out<'GET /api/v1/conversations/:id/transfer'>

const tones: Record<Transfer['state'], Tone> = {
  asked: 'warn',
  agreed: 'info',
  taken: 'good',
  declined: 'plain',
  returned: 'bad',
  withdrawn: 'plain',
}

/** A case on its way to a sister brand, or come from one; and the way to begin that. */
export function Handover({ conversation, told, may }: { conversation: string; told: string; may: boolean }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const { data, reload } = useResource<View>(`handover ${conversation}`, () =>
    call('GET /api/v1/conversations/:id/transfer', { params: { id: conversation } }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: each telling is a reason to read it again
  useEffect(reload, [told, reload])
  if (data === null) return null
  const isOpen = data.out !== null && (data.out.state === 'asked' || data.out.state === 'agreed')
  return (
    <>
      {data.in === null || data.in.state === 'withdrawn' ? null : (
        <Shown transfer={data.in} side="in">
          {may && data.in.state === 'agreed' ? (
            <Button onPress={() => void takeHandover(conversation).then(reload)}>{t('handover.take')}</Button>
          ) : null}
        </Shown>
      )}
      {data.out === null || data.out.state === 'withdrawn' ? null : (
        <Shown transfer={data.out} side="out">
          {may && isOpen ? (
            <Button look="link" onPress={() => void takeHandoverBack(conversation).then(reload)}>
              {t('handover.back')}
            </Button>
          ) : null}
        </Shown>
      )}
      {may && !isOpen && data.brands.some(({ people }) => people.length > 0) ? (
        <Button look="link" onPress={() => setOpen(true)}>
          {t('handover.begin')}
        </Button>
      ) : null}
      {open ? (
        <HandoverDialog
          conversation={conversation}
          view={data}
          onClose={() => setOpen(false)}
          onAsked={() => {
            setOpen(false)
            reload()
          }}
        />
      ) : null}
    </>
  )
}

interface ShownProps {
  transfer: Transfer
  side: 'in' | 'out'
  children: React.ReactNode
}

function Shown({ transfer, side, children }: ShownProps) {
  const { t, formats } = useWords()
  const now = useNow()
  const { state, from, to, person, takeBy, facts, arrivedAs } = transfer
  const brand = side === 'in' ? from.name : to.name
  return (
    <section className={own.handover} aria-label={t(`handover.${side}`, { brand })}>
      <p className={own.head}>
        <b>{t(`handover.${side}`, { brand })}</b>
        <Tag tone={tones[state]}>{t(`handover.state.${state}`)}</Tag>
      </p>
      <p>{t('handover.who', { name: person.name, when: formats.when(takeBy, now) })}</p>
      {side === 'out' && arrivedAs !== null ? <p>{t('handover.reference', { reference: arrivedAs })}</p> : null}
      <p className={css.hint} dir="auto">
        {facts.map(({ key, value }) => `${t(`handover.fact.${key}`)}: ${value}`).join(' · ')}
      </p>
      {children}
    </section>
  )
}
