import { useState } from 'react'
import { useWords } from '../i18n/words.tsx'
import { call, type In } from '../state/api.ts'
import { showBar } from '../state/bars.ts'
import { failed } from '../state/deeds.ts'
import { toldBy } from '../state/told.ts'
import { Choose, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { ErrorBox } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import css from './admin.module.css'
import type { Brand } from './brands.tsx'
import { HoursEditor } from './hours.tsx'

type Input = In<'PUT /api/v1/brands/:id'>['body']

const put = (id: string, body: Input) => call('PUT /api/v1/brands/:id', { params: { id }, body })

/** One brand: how it looks and speaks, and when its people answer. Pages of customers show it at once. */
export function BrandEditor({ brand, onClose }: { brand: Brand; onClose: () => void }) {
  const { t } = useWords()
  const { id, rev: _, ...before } = brand
  const [input, setInput] = useState<Input>(before)
  const [tab, setTab] = useState('general')
  const [error, setError] = useState<string | null>(null)
  const change = (more: Partial<Input>) => setInput((now) => ({ ...now, ...more }))
  const save = async () => {
    try {
      await put(id, input)
      showBar({ text: 'brand.saved', undo: () => void put(id, before).then(onClose, failed) })
      onClose()
    } catch (reason) {
      setError(toldBy(reason, t))
    }
  }
  return (
    <FormDialog title={brand.name} wide onClose={onClose} onSubmit={() => void save()}>
      {error === null ? null : <ErrorBox>{error}</ErrorBox>}
      <Tabs
        label={brand.name}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'general', label: t('brand.general'), body: <General input={input} change={change} /> },
          {
            id: 'hours',
            label: t('brand.hours'),
            body: <HoursEditor hours={input.hours} onChange={(hours) => change({ hours })} />,
          },
        ]}
      />
    </FormDialog>
  )
}

/** The look is three numbers; everything else is derived and checked for contrast where it is saved. */
function General({ input, change }: { input: Input; change: (more: Partial<Input>) => void }) {
  const { t, lang } = useWords()
  const { hue, chroma, radius } = input.look
  const number = (text: string) => Number(text.replace(',', '.')) || 0
  const look = (more: Partial<Input['look']>) => change({ look: { ...input.look, ...more } })
  return (
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
          onChange={(value) => look({ hue: number(value) })}
        />
        <Field label={t('brand.chroma')} value={String(chroma)} onChange={(value) => look({ chroma: number(value) })} />
      </div>
      <Field
        label={t('brand.radius')}
        type="number"
        value={String(radius)}
        onChange={(value) => look({ radius: Math.round(number(value)) })}
      />
      <div
        className={css.swatches}
        style={{ ['--hue' as string]: hue, ['--accent-c' as string]: chroma, ['--radius' as string]: `${radius}px` }}
      >
        <span className={css.swatch}>{t('brand.sample')}</span>
      </div>
    </div>
  )
}
