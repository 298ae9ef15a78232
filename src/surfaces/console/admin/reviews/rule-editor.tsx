import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { call, type In } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useTeams } from '../../state/directory.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { Checks } from '../checks.tsx'
import { channels } from '../queues/queue.ts'
import type { ReviewForm } from './page.tsx'
import type { ReviewRule } from './rules.tsx'

type What = Omit<In<'POST /api/v1/review-rules'>['body'], 'id' | 'brand'>

const whatOf = (before: ReviewRule | null, form: string): What => ({
  name: before?.name ?? '',
  form: before?.form ?? form,
  channels: before?.channels ?? [],
  team: before?.team ?? null,
  rating: before?.rating ?? 'any',
  leastReplies: before?.leastReplies ?? 2,
  each: before?.each ?? 3,
  every: before?.every ?? 'week',
})
const change = (id: string, rev: number, what: What) =>
  call('PUT /api/v1/review-rules/:id', { params: { id }, body: { ...what, rev } })

interface Props {
  before: ReviewRule | null
  forms: readonly ReviewForm[]
  onClose: () => void
  onSaved: () => void
}

/** One rule: of which conversations, how many of each advisor, how often, and on which form. */
export function RuleEditor({ before, forms, onClose, onSaved }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const [id] = useState(() => before?.id ?? uuid7())
  const [brand, setBrand] = useState(before?.brand ?? brands[0]?.id ?? '')
  const offered = forms.filter(
    (form) => (form.brand === null || form.brand === brand) && (!form.retired || form.id === before?.form),
  )
  const [what, setWhat] = useState(() => whatOf(before, offered[0]?.id ?? ''))
  const [told, setTold] = useState<string | null>(null)
  const put = (more: Partial<What>) => setWhat((held) => ({ ...held, ...more }))
  const form = offered.some((each) => each.id === what.form) ? what.form : (offered[0]?.id ?? '')
  const lacking = what.name.trim() === '' ? t('reviewRule.needs.name') : form === '' ? t('review.pick.noForm') : null
  const save = () => {
    setTold(null)
    const body = { ...what, name: what.name.trim(), form }
    const saved =
      before === null
        ? call('POST /api/v1/review-rules', { body: { id, brand, ...body } })
        : change(id, before.rev, body)
    void saved.then(
      (now) => {
        const undo =
          before === null ? undefined : () => void change(id, now.rev, whatOf(before, '')).then(onSaved, failed)
        showBar({ text: 'reviewRule.saved', ...(undo && { undo }) })
        onSaved()
        onClose()
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  return (
    <FormDialog
      title={t(before === null ? 'reviewRule.new' : 'reviewRule.edit')}
      disabledBecause={lacking}
      wide
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      <Field
        label={t('people.name')}
        hint={t('reviewRule.name.hint')}
        value={what.name}
        onChange={(name) => put({ name })}
        maxLength={80}
        autoFocus
      />
      {before === null && brands.length > 1 ? (
        <Choose
          label={t('brand')}
          value={brand}
          onChange={setBrand}
          options={brands.map((each) => ({ id: each.id, label: each.name }))}
        />
      ) : null}
      <Forms offered={offered} form={form} onChange={(chosen) => put({ form: chosen })} />
      <Which what={what} put={put} brand={brand} />
      <HowMany what={what} put={put} />
    </FormDialog>
  )
}

function Forms({
  offered,
  form,
  onChange,
}: {
  offered: readonly ReviewForm[]
  form: string
  onChange: (id: string) => void
}) {
  const { t, text } = useWords()
  return (
    <Choose
      label={t('review.form')}
      value={form}
      onChange={onChange}
      options={offered.map((each) => ({ id: each.id, label: text(each.name) }))}
    />
  )
}

interface Part {
  what: What
  put: (more: Partial<What>) => void
}

function Which({ what, put, brand }: Part & { brand: string }) {
  const { t, text } = useWords()
  const teams = useTeams().filter((team) => team.brand === null || team.brand === brand)
  return (
    <>
      <Checks
        legend={t('reviewRule.channels')}
        options={[...new Set<string>([...channels, ...what.channels])].map((each) => ({
          id: each,
          label: t(`channel.${channelKind(each)}`),
        }))}
        chosen={what.channels}
        onChange={(chosen) => put({ channels: chosen })}
      />
      <div className={css.pair}>
        <Choose
          label={t('reviewRule.team')}
          value={what.team ?? ''}
          onChange={(team) => put({ team: team === '' ? null : team })}
          options={[
            { id: '', label: t('reviewRule.team.all') },
            ...teams.map(({ id, name }) => ({ id, label: text(name) })),
          ]}
        />
        <Choose
          label={t('reviewRule.rating')}
          value={what.rating}
          onChange={(rating) => put({ rating: rating === 'unhappy' ? 'unhappy' : 'any' })}
          options={[
            { id: 'any', label: t('reviewRule.rating.any') },
            { id: 'unhappy', label: t('reviewRule.rating.unhappy') },
          ]}
        />
      </div>
    </>
  )
}

const counts = [1, 2, 3, 4, 5, 8, 10, 15, 20]

function HowMany({ what, put }: Part) {
  const { t, formats } = useWords()
  const numbers = (now: number) =>
    (counts.includes(now) ? counts : [...counts, now].toSorted((one, other) => one - other)).map((n) => ({
      id: String(n),
      label: formats.number(n),
    }))
  return (
    <div className={css.pair}>
      <Choose
        label={t('reviewRule.each')}
        value={String(what.each)}
        onChange={(each) => put({ each: Number(each) })}
        options={numbers(what.each)}
      />
      <Choose
        label={t('reviewRule.every')}
        value={what.every}
        onChange={(every) => put({ every: every === 'day' ? 'day' : 'week' })}
        options={[
          { id: 'week', label: t('reviewRule.every.week') },
          { id: 'day', label: t('reviewRule.every.day') },
        ]}
      />
      <Choose
        label={t('reviewRule.least')}
        value={String(what.leastReplies)}
        onChange={(least) => put({ leastReplies: Number(least) })}
        options={numbers(what.leastReplies)}
      />
    </div>
  )
}
