import { useWords } from '../i18n/words.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { Glyph } from '../ui/glyph.tsx'
import css from './admin.module.css'
import type { AgentInput } from './advisor.tsx'

type Skill = AgentInput['skills'][number]
const levels = [1, 2, 3, 4, 5] as const

/** What somebody knows, and how well: from learning to expert. */
export function Skills({ skills, onChange }: { skills: readonly Skill[]; onChange: (skills: Skill[]) => void }) {
  const { t } = useWords()
  const put = (at: number, more: Partial<Skill>) =>
    onChange(skills.map((skill, index) => (index === at ? { ...skill, ...more } : skill)))
  return (
    <fieldset className={css.group}>
      <legend>{t('skills')}</legend>
      {skills.length === 0 ? <p className={css.hint}>{t('skills.none')}</p> : null}
      {skills.map((skill, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a skill has no identity but its place
        <div key={index} className={css.skill}>
          <Field
            label={t('skill')}
            hideLabel={index > 0}
            value={skill.skill}
            onChange={(text) => put(index, { skill: text })}
            maxLength={40}
            autoFocus={skill.skill === ''}
          />
          <Choose
            label={t('skill.level')}
            hideLabel={index > 0}
            value={String(skill.level)}
            onChange={(level) => put(index, { level: Number(level) })}
            options={levels.map((level) => ({ id: String(level), label: t(`skill.level.${level}`) }))}
          />
          <IconButton
            label={t('remove.what', { what: skill.skill })}
            onPress={() => onChange(skills.filter((_, at) => at !== index))}
          >
            <Glyph name="close" />
          </IconButton>
        </div>
      ))}
      <Button onPress={() => onChange([...skills, { skill: '', level: 3 }])}>{t('skill.add')}</Button>
    </fieldset>
  )
}
