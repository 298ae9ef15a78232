import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call, type Out } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import { FormEditor } from './form-editor.tsx'
import { Rules } from './rules.tsx'

export type ReviewForm = Out<'GET /api/v1/review-forms'>['items'][number]

const rest = (id: string, resting: boolean) =>
  resting
    ? call('PUT /api/v1/review-forms/:id/retirement', { params: { id } })
    : call('DELETE /api/v1/review-forms/:id/retirement', { params: { id } })

/** What conversations are scored on, and by which rules some are picked. */
export function ReviewSettings() {
  const { t, text, formats } = useWords()
  const [open, setOpen] = useState<{ before: ReviewForm | null } | null>(null)
  const read = useResource('review forms', () => call('GET /api/v1/review-forms', {}))
  const brandName = useBrandName()
  const toggle = (form: ReviewForm) =>
    void rest(form.id, !form.retired).then(() => {
      read.reload()
      const undo = () => void rest(form.id, form.retired).then(read.reload, failed)
      showBar({ text: form.retired ? 'disposition.used' : 'reviewForm.rests', undo })
    }, failed)
  return (
    <>
      <div className={css.head}>
        <h2>{t('reviewForms')}</h2>
        <Button look="primary" onPress={() => setOpen({ before: null })}>
          {t('reviewForm.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('reviewForms.hint')}</p>
      <ListedTable
        of={read}
        label={t('reviewForms')}
        empty={<Empty title={t('reviewForm.none')}>{t('reviewForm.none.more')}</Empty>}
        keyOf={(form) => form.id}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (form) => (
              <>
                {text(form.name)} {form.retired ? <Tag>{t('disposition.resting')}</Tag> : null}
              </>
            ),
          },
          { id: 'brand', label: t('brand'), cell: (form) => brandName(form.brand) },
          {
            id: 'questions',
            label: t('reviewForm.questions'),
            end: true,
            cell: (form) => formats.number(form.criteria.length),
          },
          { id: 'used', label: t('reviewForm.used'), end: true, cell: (form) => formats.number(form.used) },
          {
            id: 'do',
            label: t('disposition.actions'),
            cell: (form) => (
              <span className={css.row}>
                <Button look="quiet" onPress={() => setOpen({ before: form })}>
                  {t('disposition.change')}
                </Button>
                <Button look="quiet" onPress={() => toggle(form)}>
                  {t(form.retired ? 'disposition.use.again' : 'disposition.rest')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      <Rules forms={read.data?.items ?? []} />
      {open === null ? null : <FormEditor {...open} onClose={() => setOpen(null)} onSaved={read.reload} />}
    </>
  )
}
