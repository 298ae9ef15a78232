import { useWords } from '../i18n/words.tsx'
import { useKeysOf } from '../keys/use-commands.ts'
import { useLabels } from '../state/directory.ts'
import { Button } from '../ui/button.tsx'
import own from './case.module.css'
import { type Case, joinSuggested, notTheSame, type Suggestion } from './deeds.ts'

interface Props {
  suggestion: Suggestion
  mine: Case
  conversation: string
  /** The key is for the likeliest. */
  first: boolean
  reload: () => void
}

/** Another case that looks like this one, with why; one key makes them one. */
export function Same({ suggestion, mine, conversation, first, reload }: Props) {
  const { t } = useWords()
  const keys = useKeysOf('case.join')
  const { case: other } = suggestion
  return (
    <div className={own.same}>
      <p>{t('case.same', { reference: other.reference, status: t(`case.status.${other.status}`) })}</p>
      <p className={own.why}>{useWhy(suggestion)}</p>
      <p className={own.deeds}>
        <Button keys={first ? keys : undefined} onPress={() => void joinSuggested(mine, suggestion, reload)}>
          {t('case.join')}
        </Button>
        <Button look="link" onPress={() => void notTheSame(conversation, other.id, reload)}>
          {t('case.notSame')}
        </Button>
      </p>
    </div>
  )
}

/** "Same customer · both about SIM · 2 days apart". */
function useWhy({ why }: Suggestion): string {
  const { t, text } = useWords()
  const labels = useLabels()
  const names = why.labels.flatMap((id) => text(labels.find((label) => label.id === id)?.name) || [])
  return [
    t('case.why.customer'),
    ...(names.length === 0 ? [] : [t('case.why.labels', { labels: names.join(', ') })]),
    ...(why.subject === null ? [] : [t('case.why.subject', { subject: why.subject })]),
    ...(why.words.length === 0 ? [] : [t('case.why.words', { words: why.words.join(', ') })]),
    t('case.why.days', { n: why.days }),
  ].join(' · ')
}
