import { useWords } from '../../i18n/words.tsx'
import { useAgents } from '../../state/directory.ts'
import { Choose } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import css from '../admin.module.css'
import type { PartProps } from './belongs.tsx'
import { levels, minutesOffered, offered, type Queue, secondsOffered } from './queue.ts'

/** How work leaves the queue: offered or taken, by whom, and to whom when nobody does. */
export function Gives({ draft, others, change }: PartProps & { others: readonly Queue[] }) {
  const { t, text, formats } = useWords()
  const { overflow, silence } = draft
  const minutes = overflow?.minutes ?? 10
  const spans = (chosen: number | null) =>
    offered(minutesOffered, chosen).map((each) => ({ id: String(each), label: formats.span(each * 60_000) }))
  return (
    <>
      <Choose
        label={t('queue.how')}
        hint={t('queue.how.hint')}
        value={draft.push ? 'push' : 'pull'}
        onChange={(how) => change({ push: how === 'push' })}
        options={(['pull', 'push'] as const).map((id) => ({ id, label: t(`queue.${id}`) }))}
      />
      {draft.push ? (
        <Choose
          label={t('queue.offer')}
          hint={t('queue.offer.hint')}
          value={String(draft.offer ?? '')}
          onChange={(chosen) => change({ offer: chosen === '' ? null : Number(chosen) })}
          options={[
            { id: '', label: t('queue.offer.never') },
            ...[...new Set([...secondsOffered, ...(draft.offer === null ? [] : [draft.offer])])]
              .sort((a, b) => a - b)
              .map((seconds) => ({
                id: String(seconds),
                label: t('queue.offer.for', { span: formats.span(seconds * 1_000) }),
              })),
          ]}
        />
      ) : null}
      <SkillAsked draft={draft} change={change} />
      <Switch isSelected={draft.speaks} onChange={(speaks) => change({ speaks })}>
        {t('queue.speaks')}
      </Switch>
      <Choose
        label={t('queue.silence')}
        hint={t('queue.silence.hint')}
        value={silence === null ? '' : String(silence)}
        onChange={(chosen) => change({ silence: chosen === '' ? null : Number(chosen) })}
        options={[{ id: '', label: t('queue.silence.never') }, ...spans(silence)]}
      />
      <div className={css.pair}>
        <Choose
          label={t('queue.overflow')}
          value={overflow?.queue ?? ''}
          onChange={(queue) => change({ overflow: queue === '' ? null : { queue, minutes } })}
          options={[
            { id: '', label: t('queue.overflow.none') },
            ...others.map((each) => ({ id: each.id, label: text(each.name) })),
          ]}
        />
        {overflow === null ? null : (
          <Choose
            label={t('queue.overflow.when')}
            value={String(minutes)}
            onChange={(chosen) => change({ overflow: { ...overflow, minutes: Number(chosen) } })}
            options={spans(minutes)}
          />
        )}
      </div>
    </>
  )
}

/** Chosen from what advisors know, so that nobody waits for a skill that was only misspelt. */
function SkillAsked({ draft: { skill }, change }: PartProps) {
  const { t } = useWords()
  const known = useAgents().flatMap((agent) => agent.skills.map((each) => each.skill.trim()))
  const skills = [...new Set([...known, ...(skill === null ? [] : [skill.skill])])].sort()
  return (
    <div className={css.pair}>
      <Choose
        label={t('queue.skill')}
        hint={t('queue.skill.hint')}
        value={skill?.skill ?? ''}
        onChange={(name) => change({ skill: name === '' ? null : { skill: name, level: skill?.level ?? 3 } })}
        options={[{ id: '', label: t('queue.skill.none') }, ...skills.map((id) => ({ id, label: id }))]}
      />
      {skill === null ? null : (
        <Choose
          label={t('queue.skill.level')}
          hint={t('queue.skill.level.hint')}
          value={String(skill.level)}
          onChange={(level) => change({ skill: { ...skill, level: Number(level) } })}
          options={levels.map((level) => ({ id: String(level), label: t(`skill.level.${level}`) }))}
        />
      )}
    </div>
  )
}
