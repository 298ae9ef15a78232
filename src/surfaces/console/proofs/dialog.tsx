import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import css from '../context/context.module.css'
import { useWords } from '../i18n/words.tsx'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { toldBy } from '../state/told.ts'
import { Choose } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { askProof, type Level, useProof, type View, withdrawProof } from './proof.ts'

const levels = ['code', 'channel'] as const

/** Asks the customer to prove on their own device who they are. Nothing they know or hold is ever said or seen here. */
export function VerifyDialog({ conversation, onClose }: { conversation: string; onClose: () => void }) {
  const { t } = useWords()
  const [id] = useState(uuid7)
  const [chosen, setChosen] = useState<Level | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const { data, error, reload } = useProof(conversation)
  const possible = levels.filter((level) => data?.levels[level].ok === true)
  const level = chosen !== null && possible.includes(chosen) ? chosen : possible[0]
  const ask = () => {
    if (asking || level === undefined) return
    setAsking(true)
    setTold(null)
    const undo = () => void withdrawProof(conversation, id).then(reload, failed)
    void askProof(conversation, id, level)
      .then(
        () => {
          showBar({ text: 'verify.asked', undo })
          reload()
          onClose()
        },
        (reason: unknown) => setTold(toldBy(reason, t)),
      )
      .finally(() => setAsking(false))
  }
  const why = data === null || level !== undefined ? null : t(data.levels.code.why ?? 'why.not-allowed')
  return (
    <FormDialog
      title={t('verify.title')}
      verb={t('verify.ask')}
      disabledBecause={asking || data === null ? t('loading') : why}
      onClose={onClose}
      onSubmit={ask}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {data === null && error !== null ? <ErrorBox>{toldBy(error, t)}</ErrorBox> : null}
      {data === null && error === null ? <Skeleton lines={3} label={t('loading')} /> : null}
      {data === null ? null : <Choice view={data} possible={possible} level={level} why={why} onChoose={setChosen} />}
    </FormDialog>
  )
}

interface ChoiceProps {
  view: View
  possible: readonly Level[]
  level: Level | undefined
  why: string | null
  onChoose: (level: Level) => void
}
function Choice({ view, possible, level, why, onChoose }: ChoiceProps) {
  const { t } = useWords()
  return (
    <>
      <p className={css.hint}>{t('verify.explain', { link: view.linkMinutes, holds: view.holdsMinutes })}</p>
      {level === undefined ? (
        <p>{why}</p>
      ) : (
        <Choose
          label={t('verify.level')}
          value={level}
          onChange={(one) => onChoose(one === 'channel' ? 'channel' : 'code')}
          options={possible.map((one) => ({ id: one, label: t(`verify.level.${one}`) }))}
        />
      )}
      {level === undefined ? null : <p>{t(`verify.what.${level}`)}</p>}
      {level !== 'code' ? null : (
        <p className={css.hint}>
          {t('verify.ways')} <bdi>{view.ways.map(({ handle }) => handle).join(' · ')}</bdi>
        </p>
      )}
      {level !== 'channel' || view.levels.code.ok ? null : (
        <p className={css.hint}>{t(view.levels.code.why ?? 'why.not-allowed')}</p>
      )}
    </>
  )
}
