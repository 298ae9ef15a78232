import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import css from '../admin.module.css'
import { TextsField } from '../surge/texts-field.tsx'
import { type Draft, isList, type Option, readers, types, writers } from './draft.ts'

interface Props {
  draft: Draft
  isNew: boolean
  change: (more: Partial<Draft>) => void
}

export function AttributeFields({ draft, isNew, change }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const languages = brands.find(({ id }) => id === draft.brand)?.languages ?? []
  return (
    <div className={css.wideForm}>
      {isNew ? <Of draft={draft} change={change} /> : null}
      <TextsField
        label={t('people.name')}
        languages={languages}
        texts={draft.name}
        onChange={(name) => change({ name })}
        most={80}
        autoFocus
      />
      <TextsField
        label={t('attribute.hint')}
        languages={languages}
        texts={draft.hint}
        onChange={(hint) => change({ hint })}
        most={300}
      />
      {isNew ? (
        <Field
          label={t('attribute.key')}
          hint={t('attribute.key.hint')}
          value={draft.key}
          onChange={(key) => change({ key })}
          maxLength={40}
        />
      ) : null}
      <Choose
        label={t('attribute.type')}
        hint={t('attribute.type.hint')}
        value={draft.type}
        onChange={(type) => change({ type: types.find((each) => each === type) ?? 'text' })}
        options={types.map((id) => ({ id, label: t(`attribute.type.${id}`) }))}
      />
      {isList(draft) ? <Options draft={draft} languages={languages} change={change} /> : null}
      <Switch isSelected={draft.required} onChange={(required) => change({ required })}>
        {t('attribute.required.hint')}
      </Switch>
      <div className={css.pair}>
        <Choose
          label={t('attribute.reads')}
          value={draft.reads}
          onChange={(reads) => change({ reads: readers.find((each) => each === reads) ?? 'all' })}
          options={readers.map((id) => ({ id, label: t(`attribute.reads.${id}`) }))}
        />
        <Choose
          label={t('attribute.writes')}
          value={draft.writes}
          onChange={(writes) => change({ writes: writers.find((each) => each === writes) ?? 'works' })}
          options={writers.map((id) => ({ id, label: t(`attribute.reads.${id}`) }))}
        />
      </div>
      <Field
        label={t('attribute.place')}
        hint={t('attribute.place.hint')}
        inputMode="numeric"
        value={String(draft.place)}
        onChange={(typed) => change({ place: Number.parseInt(typed, 10) || 0 })}
        maxLength={5}
      />
    </div>
  )
}

/** Of which brand's customers or conversations; said once. */
function Of({ draft, change }: Omit<Props, 'isNew'>) {
  const { t } = useWords()
  const { brands } = useMe()
  return (
    <div className={css.pair}>
      <Choose
        label={t('brand')}
        value={draft.brand}
        onChange={(brand) => change({ brand })}
        options={brands.map(({ id, name }) => ({ id, label: name }))}
      />
      <Choose
        label={t('attribute.on')}
        value={draft.on}
        onChange={(on) => change({ on: on === 'contact' ? 'contact' : 'conversation' })}
        options={['contact', 'conversation'].map((id) => ({ id, label: t(`attribute.on.${id}`) }))}
      />
    </div>
  )
}

function Options({ draft, languages, change }: Omit<Props, 'isNew'> & { languages: readonly string[] }) {
  const { t } = useWords()
  const put = (index: number, more: Partial<Option>) =>
    change({ options: draft.options.map((option, at) => (at === index ? { ...option, ...more } : option)) })
  return (
    <fieldset className={css.group}>
      <legend>{t('attribute.options')}</legend>
      {draft.options.map((option, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no key of its own until it is saved
        <div key={index} className={css.group}>
          <TextsField
            label={t('attribute.option', { n: index + 1 })}
            languages={languages}
            texts={option.name}
            onChange={(name) => put(index, { name })}
            most={80}
          />
          <Switch isSelected={option.retired} onChange={(retired) => put(index, { retired })}>
            {t('attribute.option.retired')}
          </Switch>
        </div>
      ))}
      <Button onPress={() => change({ options: [...draft.options, { key: '', name: {}, retired: false }] })}>
        {t('attribute.option.add')}
      </Button>
    </fieldset>
  )
}
