import { useState } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../i18n/words.tsx'
import { to } from '../paths.ts'
import { call } from '../state/api.ts'
import { useResource } from '../state/resource.ts'
import { toldBy } from '../state/told.ts'
import { Choose } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { pick } from './deeds.ts'

/** Review a conversation by hand: whose answers, on which form. What is under review already is opened. */
export function PickReviewDialog({
  conversation,
  brand,
  onClose,
}: {
  conversation: string
  brand: string
  onClose: () => void
}) {
  const { t, text } = useWords()
  const [, go] = useLocation()
  const people = useResource(`answering ${conversation}`, () =>
    call('GET /api/v1/conversations/:id/reviews', { params: { id: conversation } }),
  ).data?.items
  const forms = useResource('review forms', () => call('GET /api/v1/review-forms', {})).data?.items.filter(
    (form) => !form.retired && (form.brand === null || form.brand === brand),
  )
  const [agent, setAgent] = useState<string | null>(null)
  const [form, setForm] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const whose = people?.find((each) => each.agent.id === agent) ?? people?.[0]
  const which = forms?.find(({ id }) => id === form) ?? forms?.[0]
  const lacking =
    people === undefined || forms === undefined
      ? t('loading')
      : whose === undefined
        ? t('review.pick.nobody')
        : which === undefined && whose.review === null
          ? t('review.pick.noForm')
          : null
  const open = (id: string) => {
    onClose()
    go(to.review(id))
  }
  const save = () => {
    if (whose === undefined) return
    if (whose.review !== null) return open(whose.review)
    if (which === undefined) return
    setTold(null)
    void pick(conversation, whose.agent.id, which.id).then(
      ({ id }) => open(id),
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  return (
    <FormDialog
      title={t('act.review')}
      verb={t(whose?.review == null ? 'review.pick' : 'review.pick.open')}
      disabledBecause={lacking}
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {people?.length === 0 ? <p>{t('review.pick.nobody')}</p> : null}
      {people === undefined || people.length === 0 ? null : (
        <Choose
          label={t('review.advisor')}
          value={whose?.agent.id ?? ''}
          onChange={setAgent}
          options={people.map((each) => ({
            id: each.agent.id,
            label: each.review === null ? each.agent.name : t('review.pick.already', { name: each.agent.name }),
          }))}
        />
      )}
      {forms?.length === 0 ? <p>{t('review.pick.noForm')}</p> : null}
      {forms === undefined || forms.length === 0 || whose?.review != null ? null : (
        <Choose
          label={t('review.form')}
          value={which?.id ?? ''}
          onChange={setForm}
          options={forms.map((each) => ({ id: each.id, label: text(each.name) }))}
        />
      )}
    </FormDialog>
  )
}
