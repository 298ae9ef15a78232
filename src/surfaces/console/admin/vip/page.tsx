import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'
import { useMe } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import { RuleEditor } from './editor.tsx'
import { draftOf, newDraft, type Rule } from './rule.ts'
import { useRuleWords } from './words.ts'

/** By which facts customers are served before others. */
export function VipRulesPage() {
  const { t, formats } = useWords()
  const { brands } = useMe()
  const brandName = useBrandName()
  const words = useRuleWords()
  const [editing, setEditing] = useState<Rule | 'new' | null>(null)
  const rules = useResource('standing rules', () => call('GET /api/v1/standing-rules', {}))
  const close = () => {
    setEditing(null)
    rules.reload()
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.vip')}</h2>
        <Button look="primary" onPress={() => setEditing('new')}>
          {t('rule.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('rule.hint')}</p>
      <ListedTable
        of={rules}
        empty={<Empty title={t('rule.none')}>{t('rule.none.more')}</Empty>}
        label={t('settings.vip')}
        keyOf={(rule) => rule.id}
        columns={[
          {
            id: 'kind',
            label: t('standing.kind'),
            cell: (rule) => (
              <Button look="link" onPress={() => setEditing(rule)}>
                {t(`standing.${rule.kind}`)}
              </Button>
            ),
          },
          { id: 'brand', label: t('brand'), cell: (rule) => brandName(rule.brand) },
          { id: 'asks', label: t('rule.asks'), cell: words.asks },
          { id: 'by', label: t('standing.named'), cell: words.by },
          { id: 'days', label: t('rule.days'), end: true, cell: (rule) => formats.number(rule.days) },
          { id: 'given', label: t('rule.given'), end: true, cell: (rule) => formats.number(rule.given) },
        ]}
      />
      {editing === null ? null : (
        <RuleEditor
          before={editing === 'new' ? newDraft(brands[0]?.id ?? '') : draftOf(editing)}
          isNew={editing === 'new'}
          onClose={close}
        />
      )}
    </>
  )
}
