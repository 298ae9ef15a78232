import { useState } from 'react'
import { kinds } from '../../contacts/standing.ts'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { Switch } from '../../ui/switch.tsx'
import css from '../admin.module.css'
import { LooksAfter } from './looks-after.tsx'
import { asksOf, bodyOf, type Draft, numbers } from './rule.ts'
import { TryRule } from './try-rule.tsx'

interface Props {
  before: Draft
  isNew: boolean
  onClose: () => void
}

const put = (draft: Draft) => call('PUT /api/v1/standing-rules/:id', { params: { id: draft.id }, body: bodyOf(draft) })
const post = (draft: Draft) =>
  call('POST /api/v1/standing-rules', { body: { id: draft.id, brand: draft.brand, ...bodyOf(draft) } })

/** One rule: what is enough, for how long, who looks after them; tried before it is saved. */
export function RuleEditor({ before, isNew, onClose }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const [draft, setDraft] = useState(before)
  const [told, setTold] = useState<string | null>(null)
  const change = (more: Partial<Draft>) => setDraft((now) => ({ ...now, ...more }))
  const lacking = Object.keys(asksOf(draft)).length === 0 || draft.reason.trim() === ''
  const save = () => {
    setTold(null)
    void (isNew ? post(draft) : put(draft)).then(
      () => {
        const undo = isNew ? undefined : () => void put(before).then(onClose, failed)
        showBar({ text: 'rule.saved', ...(undo && { undo }) })
        onClose()
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  const remove = () =>
    void call('DELETE /api/v1/standing-rules/:id', { params: { id: draft.id } }).then(() => {
      showBar({ text: 'rule.removed' })
      onClose()
    }, failed)
  return (
    <FormDialog
      title={isNew ? t('rule.new') : t(`standing.${before.kind}`)}
      wide
      verb={t('save')}
      disabledBecause={lacking ? t('rule.needed') : null}
      more={
        isNew ? null : (
          <Button look="danger" onPress={remove}>
            {t('rule.remove')}
          </Button>
        )
      }
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <div className={css.wideForm}>
        <div className={css.pair}>
          {isNew ? (
            <Choose
              label={t('brand')}
              value={draft.brand}
              onChange={(brand) => change({ brand })}
              options={brands.map(({ id, name }) => ({ id, label: name }))}
            />
          ) : null}
          <Choose
            label={t('standing.kind')}
            value={draft.kind}
            onChange={(chosen) => change({ kind: kinds.find((each) => each === chosen) ?? 'value' })}
            options={kinds.map((id) => ({ id, label: t(`standing.${id}`) }))}
          />
        </div>
        <AskedFor draft={draft} change={change} />
        <Field
          label={t('standing.reason')}
          hint={t('standing.reason.hint')}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          maxLength={300}
        />
        <Field
          label={t('rule.days')}
          hint={t('rule.days.hint')}
          value={draft.days}
          onChange={(days) => change({ days })}
          inputMode="numeric"
          maxLength={3}
        />
        <LooksAfter draft={draft} change={change} />
        <TryRule draft={draft} onTold={setTold} />
      </div>
    </FormDialog>
  )
}

/** What must be known of a customer. */
function AskedFor({ draft, change }: { draft: Draft; change: (more: Partial<Draft>) => void }) {
  const { t } = useWords()
  return (
    <>
      <p className={css.hint}>{t('rule.asks.hint')}</p>
      <div className={css.pair}>
        {numbers.map((name) => (
          <Field
            key={name}
            label={t(`rule.${name}`)}
            value={draft[name]}
            onChange={(value) => change({ [name]: value })}
            inputMode="decimal"
            maxLength={12}
          />
        ))}
      </div>
      <Switch isSelected={draft.vulnerable} onChange={(vulnerable) => change({ vulnerable })}>
        {t('rule.vulnerable')}
      </Switch>
    </>
  )
}
