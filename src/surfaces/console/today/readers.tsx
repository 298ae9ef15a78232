import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import type { Briefing } from '../state/briefings.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ListedTable } from '../ui/listed.tsx'
import { Tag } from '../ui/tag.tsx'

/** Who has read it, who has not: these first. */
export function Readers({ briefing, onClose }: { briefing: Briefing; onClose: () => void }) {
  const { t, formats } = useWords()
  const now = useNow()
  const { id, edition } = briefing
  const list = useResource(`readers ${id} ${edition}`, () =>
    call('GET /api/v1/briefings/:id/readers', { params: { id } }),
  )
  return (
    <Dialog title={briefing.title} closeLabel={t('close')} isOpen onClose={onClose}>
      <ListedTable
        of={list}
        label={t('briefing.readers')}
        keyOf={({ agent }) => agent.id}
        columns={[
          { id: 'name', label: t('people.name'), cell: ({ agent }) => agent.name },
          {
            id: 'read',
            label: t('briefing.readers.when'),
            end: true,
            cell: ({ readAt }) =>
              readAt === null ? <Tag tone="warn">{t('briefing.notYet')}</Tag> : formats.when(readAt, now),
          },
        ]}
      />
    </Dialog>
  )
}
