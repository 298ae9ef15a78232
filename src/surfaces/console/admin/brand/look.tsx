import { useWords } from '../../i18n/words.tsx'
import { Field } from '../../ui/field.tsx'
import css from '../admin.module.css'
import type { PartProps } from './general.tsx'

const numberOf = (text: string): number => Number(text.replace(',', '.')) || 0

/** The look is three numbers; everything else is derived and checked for contrast where it is saved. */
export function Look({ draft, change }: PartProps) {
  const { t } = useWords()
  const { hue, chroma, radius } = draft.look
  const look = (more: Partial<typeof draft.look>) => change({ look: { ...draft.look, ...more } })
  return (
    <div className={css.form}>
      <div className={css.pair}>
        <Field
          label={t('brand.hue')}
          type="number"
          value={String(hue)}
          onChange={(value) => look({ hue: numberOf(value) })}
        />
        <Field
          label={t('brand.chroma')}
          value={String(chroma)}
          onChange={(value) => look({ chroma: numberOf(value) })}
        />
      </div>
      <Field
        label={t('brand.radius')}
        type="number"
        value={String(radius)}
        onChange={(value) => look({ radius: Math.round(numberOf(value)) })}
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
