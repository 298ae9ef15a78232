import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call, type Out } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useNow } from '../../state/now.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import type { ReviewForm } from './page.tsx'
import { RuleEditor } from './rule-editor.tsx'

export type ReviewRule = Out<'GET /api/v1/review-rules'>['items'][number]

const rest = (id: string, resting: boolean) =>
  resting
    ? call('PUT /api/v1/review-rules/:id/retirement', { params: { id } })
    : call('DELETE /api/v1/review-rules/:id/retirement', { params: { id } })

/** By which conversations are picked, and what each would pick now. */
export function Rules({ forms }: { forms: readonly ReviewForm[] }) {
  const { t, text, formats } = useWords()
  const now = useNow()
  const [open, setOpen] = useState<{ before: ReviewRule | null } | null>(null)
  const read = useResource('review rules', () => call('GET /api/v1/review-rules', {}))
  const brandName = useBrandName()
  const toggle = (rule: ReviewRule) =>
    void rest(rule.id, !rule.retired).then(() => {
      read.reload()
      const undo = () => void rest(rule.id, rule.retired).then(read.reload, failed)
      showBar({ text: rule.retired ? 'disposition.used' : 'reviewRule.rests', undo })
    }, failed)
  return (
    <>
      <div className={css.head}>
        <h2>{t('reviewRules')}</h2>
        <Button
          disabledBecause={forms.some(({ retired }) => !retired) ? null : t('review.pick.noForm')}
          onPress={() => setOpen({ before: null })}
        >
          {t('reviewRule.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('reviewRules.hint')}</p>
      <ListedTable
        of={read}
        label={t('reviewRules')}
        empty={<Empty title={t('reviewRule.none')}>{t('reviewRule.none.more')}</Empty>}
        keyOf={(rule) => rule.id}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (rule) => (
              <>
                {rule.name} {rule.retired ? <Tag>{t('disposition.resting')}</Tag> : null}
              </>
            ),
          },
          { id: 'brand', label: t('brand'), cell: (rule) => brandName(rule.brand) },
          { id: 'form', label: t('review.form'), cell: (rule) => text(forms.find(({ id }) => id === rule.form)?.name) },
          {
            id: 'picks',
            label: t('reviewRule.picks'),
            cell: (rule) => t(`reviewRule.picks.${rule.every}`, { n: rule.each }),
          },
          {
            id: 'until',
            label: t('reviewRule.until'),
            cell: (rule) => (rule.sampledUntil === null ? '–' : formats.when(rule.sampledUntil, now)),
          },
          { id: 'matches', label: t('reviewRule.matches'), cell: (rule) => <Matches id={rule.id} rev={rule.rev} /> },
          {
            id: 'do',
            label: t('disposition.actions'),
            cell: (rule) => (
              <span className={css.row}>
                <Button look="quiet" onPress={() => setOpen({ before: rule })}>
                  {t('disposition.change')}
                </Button>
                <Button look="quiet" onPress={() => toggle(rule)}>
                  {t(rule.retired ? 'disposition.use.again' : 'disposition.rest')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {open === null ? null : (
        <RuleEditor {...open} forms={forms} onClose={() => setOpen(null)} onSaved={read.reload} />
      )}
    </>
  )
}

/** What it would take of the last day or week: asked for, since it is counted. */
function Matches({ id, rev }: { id: string; rev: number }) {
  const { t } = useWords()
  const { data } = useResource(`review matches ${id} ${rev}`, () =>
    call('GET /api/v1/review-rules/:id/matches', { params: { id } }),
  )
  if (data === null) return <span aria-hidden="true">…</span>
  return <span>{t('reviewRule.would', { picks: data.picks, n: data.conversations, advisors: data.advisors })}</span>
}
