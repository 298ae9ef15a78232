import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
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
import { SecureFormEditor } from './editor.tsx'

export type SecureForm = Out<'GET /api/v1/secure-forms'>['items'][number]

const rest = (id: string, resting: boolean) =>
  resting
    ? call('PUT /api/v1/secure-forms/:id/retirement', { params: { id } })
    : call('DELETE /api/v1/secure-forms/:id/retirement', { params: { id } })

/** What customers can be asked for on a page of their own, and the systems it goes to. */
export function SecureFormsPage() {
  const { t, text } = useWords()
  const [open, setOpen] = useState<{ before: SecureForm | null } | null>(null)
  const read = useResource('secure forms', () => call('GET /api/v1/secure-forms', {}))
  const brandName = useBrandName()
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.secure-forms')}</h2>
        <Button look="primary" onPress={() => setOpen({ before: null })}>
          {t('secureForm.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('secureForms.hint')}</p>
      <ListedTable
        of={read}
        label={t('settings.secure-forms')}
        empty={<Empty title={t('secureForm.none')}>{t('secureForm.none.more')}</Empty>}
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
          { id: 'takes', label: t('secureForm.takes'), cell: (form) => t(`secureForm.takes.${form.takes}`) },
          { id: 'endpoint', label: t('secureForm.endpoint'), cell: (form) => <bdi>{form.endpoint}</bdi> },
          { id: 'tested', label: t('secureForm.tested'), cell: (form) => <Tested form={form} /> },
          {
            id: 'do',
            label: t('disposition.actions'),
            cell: (form) => <Deeds form={form} onOpen={() => setOpen({ before: form })} onChanged={read.reload} />,
          },
        ]}
      />
      {open === null ? null : <SecureFormEditor {...open} onClose={() => setOpen(null)} onSaved={read.reload} />}
    </>
  )
}

function Tested({ form: { tested, testedAt } }: { form: SecureForm }) {
  const { t, formats } = useWords()
  const now = useNow()
  if (tested === null || testedAt === null) return <Tag tone="warn">{t('secureForm.untested')}</Tag>
  const when = formats.when(testedAt, now)
  return tested === 'ok' ? (
    <>
      <Tag tone="good">{t('secureForm.arrived')}</Tag> {when}
    </>
  ) : (
    <>
      <Tag tone="bad">{t('secureForm.missed')}</Tag> {t('secureForm.because', { code: tested })} · {when}
    </>
  )
}

interface DeedsProps {
  form: SecureForm
  onOpen: () => void
  onChanged: () => void
}
function Deeds({ form, onOpen, onChanged }: DeedsProps) {
  const { t } = useWords()
  const [testing, setTesting] = useState(false)
  const test = () => {
    setTesting(true)
    const sent = call('POST /api/v1/secure-forms/:id/tests', { params: { id: form.id }, body: { id: uuid7() } })
    void sent
      .then(({ tested }) => {
        showBar({ text: tested === 'ok' ? 'secureForm.test.arrived' : 'secureForm.test.missed' })
        onChanged()
      }, failed)
      .finally(() => setTesting(false))
  }
  const toggle = () =>
    void rest(form.id, !form.retired).then(() => {
      onChanged()
      const undo = () => void rest(form.id, form.retired).then(onChanged, failed)
      showBar({ text: form.retired ? 'disposition.used' : 'secureForm.rests', undo })
    }, failed)
  return (
    <span className={css.row}>
      <Button look="quiet" disabledBecause={testing ? t('loading') : null} onPress={test}>
        {t('secureForm.test')}
      </Button>
      <Button look="quiet" onPress={onOpen}>
        {t('disposition.change')}
      </Button>
      <Button look="quiet" onPress={toggle}>
        {t(form.retired ? 'disposition.use.again' : 'disposition.rest')}
      </Button>
    </span>
  )
}
