import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call, type Out } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { Table } from '../ui/table.tsx'
import css from './admin.module.css'

type Brand = Out<'GET /api/v1/brands'>['items'][number]

export function BrandsPage() {
  const { t, formats } = useWords()
  const [editing, setEditing] = useState<Brand | null>(null)
  const { data, reload } = useResource('brands', () => call('GET /api/v1/brands', {}))
  const close = () => {
    setEditing(null)
    reload()
  }
  return (
    <>
      <h2>{t('settings.brands')}</h2>
      <Table
        label={t('settings.brands')}
        rows={data?.items ?? []}
        keyOf={(brand) => brand.id}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (brand) => (
              <Button look="link" onPress={() => setEditing(brand)}>
                {brand.name}
              </Button>
            ),
          },
          {
            id: 'languages',
            label: t('people.languages'),
            cell: (brand) => brand.languages.map((lang) => formats.language(lang)).join(', '),
          },
          { id: 'first', label: t('brand.first'), cell: (brand) => t(`brand.first.${brand.firstHolder}`) },
          { id: 'zone', label: t('brand.zone'), cell: (brand) => brand.hours.timeZone },
          {
            id: 'site',
            label: t('brand.site'),
            cell: (brand) => (
              <a href={`/b/${brand.slug}/`} target="_blank" rel="noreferrer">
                /b/{brand.slug}/
              </a>
            ),
          },
        ]}
      />
      {editing === null ? null : <Editor brand={editing} onClose={close} />}
    </>
  )
}

/** The look is three numbers; everything else is derived and checked for contrast where it is saved. */
function Editor({ brand, onClose }: { brand: Brand; onClose: () => void }) {
  const { t, lang } = useWords()
  const { id, rev: _, ...fields } = brand
  const [input, setInput] = useState(fields)
  const change = (more: Partial<typeof fields>) => setInput((now) => ({ ...now, ...more }))
  const number = (text: string) => Number(text.replace(',', '.')) || 0
  const save = () =>
    void call('PUT /api/v1/brands/:id', { params: { id }, body: input }).then(() => {
      showBar({ text: 'brand.saved' })
      onClose()
    }, failed)
  const { hue, chroma, radius } = input.look
  return (
    <Dialog
      title={brand.name}
      closeLabel={t('close')}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="primary" onPress={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={css.form}>
        <Field label={t('people.name')} value={input.name} onChange={(name) => change({ name })} maxLength={60} />
        <Field
          label={t('brand.greeting')}
          value={input.greeting[lang] ?? ''}
          onChange={(text) => change({ greeting: { ...input.greeting, [lang]: text } })}
          maxLength={2000}
          rows={2}
        />
        <Choose
          label={t('brand.first')}
          value={input.firstHolder}
          onChange={(value) => change({ firstHolder: value === 'queue' ? 'queue' : 'bot' })}
          options={(['bot', 'queue'] as const).map((each) => ({ id: each, label: t(`brand.first.${each}`) }))}
        />
        <div className={css.pair}>
          <Field
            label={t('brand.hue')}
            type="number"
            value={String(hue)}
            onChange={(value) => change({ look: { ...input.look, hue: number(value) } })}
          />
          <Field
            label={t('brand.chroma')}
            value={String(chroma)}
            onChange={(value) => change({ look: { ...input.look, chroma: number(value) } })}
          />
        </div>
        <Field
          label={t('brand.radius')}
          type="number"
          value={String(radius)}
          onChange={(value) => change({ look: { ...input.look, radius: Math.round(number(value)) } })}
        />
        <div
          className={css.swatches}
          style={{ ['--hue' as string]: hue, ['--accent-c' as string]: chroma, ['--radius' as string]: `${radius}px` }}
        >
          <Swatch />
        </div>
      </div>
    </Dialog>
  )
}

const Swatch = () => {
  const { t } = useWords()
  return (
    <span
      style={{
        padding: '6px 14px',
        borderRadius: 'var(--radius)',
        background: 'oklch(0.52 var(--accent-c) var(--hue))',
        color: 'oklch(1 0 0)',
      }}
    >
      {t('brand.sample')}
    </span>
  )
}
