import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import css from '../admin.module.css'
import { Checks } from '../checks.tsx'
import { type BrandDraft, slugOf } from './brand.ts'
import { Languages } from './languages.tsx'
import type { Told } from './told.ts'

export interface PartProps {
  draft: BrandDraft
  change: (more: Partial<BrandDraft>) => void
}

/** How it is called, where it is found, which languages it speaks and how a conversation with it begins. */
export function General({ draft, told, isNew, change }: PartProps & { told: Told; isNew: boolean }) {
  const { t } = useWords()
  // The address follows the name of a new brand until somebody writes one.
  const [follows, setFollows] = useState(isNew)
  return (
    <div className={css.wideForm}>
      <div className={css.pair}>
        <Field
          label={t('people.name')}
          value={draft.name}
          onChange={(name) => change({ name, ...(follows && { slug: slugOf(name) }) })}
          error={told.name ?? null}
          maxLength={60}
        />
        <Field
          label={t('brand.slug')}
          hint={t('brand.slug.hint', { address: `/b/${draft.slug === '' ? '…' : draft.slug}/` })}
          value={draft.slug}
          onChange={(slug) => {
            setFollows(false)
            change({ slug: slug.toLowerCase() })
          }}
          error={told.slug ?? null}
          spellCheck="false"
          maxLength={31}
        />
      </div>
      <Languages draft={draft} error={told.languages ?? null} change={change} />
      <Choose
        label={t('brand.first')}
        value={draft.firstHolder}
        onChange={(value) => change({ firstHolder: value === 'queue' ? 'queue' : 'bot' })}
        options={(['bot', 'queue'] as const).map((each) => ({ id: each, label: t(`brand.first.${each}`) }))}
      />
      <Checks
        legend={t('brand.preChat')}
        options={(['name', 'email'] as const).map((each) => ({ id: each, label: t(`brand.preChat.${each}`) }))}
        chosen={draft.preChat}
        onChange={(preChat) => change({ preChat })}
      />
      <Texts draft={draft} of="greeting" change={change} />
      <Texts draft={draft} of="legal" change={change} />
    </div>
  )
}

/** A text for customers, once for each language the brand speaks; where one is left empty its first language is read. */
function Texts({ draft, of, change }: PartProps & { of: 'greeting' | 'legal' }) {
  const { t, formats } = useWords()
  return draft.languages.map((lang) => (
    <Field
      key={lang}
      label={t('brand.textIn', { text: t(`brand.${of}`), language: formats.language(lang) })}
      value={draft[of][lang] ?? ''}
      onChange={(text) => change({ [of]: { ...draft[of], [lang]: text } })}
      maxLength={2000}
      rows={2}
    />
  ))
}
