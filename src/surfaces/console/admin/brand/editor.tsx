import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { readSession } from '../../state/session.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { type Brand, type BrandDraft, newBrand, tidy } from './brand.ts'
import { General } from './general.tsx'
import { HoursEditor } from './hours.tsx'
import { Look } from './look.tsx'
import { missing, type Told, toldBy } from './told.ts'

const put = (id: string, body: BrandDraft) => call('PUT /api/v1/brands/:id', { params: { id }, body })

function draftOf({ id, rev: _, ...draft }: Brand): { id: string; draft: BrandDraft } {
  return { id, draft }
}

/** One brand, or a new one (null): how it is called and speaks, how it looks, when its people answer. Customers see it at once. */
export function BrandEditor({ brand, onClose }: { brand: Brand | null; onClose: () => void }) {
  const { t, lang } = useWords()
  const [{ id, draft: before }] = useState(() => (brand === null ? newBrand(lang) : draftOf(brand)))
  const [draft, setDraft] = useState(before)
  const [tab, setTab] = useState('general')
  const [told, setTold] = useState<Told>({})
  const [saving, setSaving] = useState(false)
  const change = (more: Partial<BrandDraft>) => {
    setDraft((now) => ({ ...now, ...more }))
    // What is being mended is not called wrong any more.
    setTold((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !(field in more))))
  }
  const tell = (wrong: Told) => {
    setTold(wrong)
    if (wrong.rest === undefined) setTab('general')
  }
  const done = async () => {
    const undo = brand === null ? undefined : () => void put(id, before).then(onClose, failed)
    showBar({ text: brand === null ? 'brand.created' : 'brand.saved', ...(undo && { undo }) })
    // Its name and its place in every list of brands are part of who is signed in.
    await readSession()
    onClose()
  }
  const save = () => {
    const wrong = missing(draft, t)
    if (saving) return
    if (wrong !== null) return tell(wrong)
    setSaving(true)
    const body = tidy(draft)
    const saved = brand === null ? call('POST /api/v1/brands', { body: { id, ...body } }) : put(id, body)
    void saved.then(done, (error: unknown) => tell(toldBy(error, t))).finally(() => setSaving(false))
  }
  const title = brand?.name ?? t('brand.new')
  return (
    <FormDialog
      title={title}
      wide
      verb={t(brand === null ? 'brand.create' : 'save')}
      disabledBecause={saving ? t('loading') : null}
      onClose={onClose}
      onSubmit={save}
    >
      {told.rest === undefined ? null : <ErrorBox>{told.rest}</ErrorBox>}
      <Tabs
        label={title}
        selected={tab}
        onSelect={setTab}
        tabs={[
          {
            id: 'general',
            label: t('brand.general'),
            body: <General draft={draft} told={told} isNew={brand === null} change={change} />,
          },
          { id: 'look', label: t('brand.look'), body: <Look draft={draft} change={change} /> },
          {
            id: 'hours',
            label: t('brand.hours'),
            body: <HoursEditor hours={draft.hours} onChange={(hours) => change({ hours })} />,
          },
        ]}
      />
    </FormDialog>
  )
}
