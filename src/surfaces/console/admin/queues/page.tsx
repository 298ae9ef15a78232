import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useNow } from '../../state/now.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { type Listed, ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import { QueueEditor } from './editor.tsx'
import type { Queue } from './queue.ts'
import { ChannelSlots } from './slots.tsx'
import { useQueueWords } from './words.ts'

/** Where conversations wait: what belongs where, who may be given it, and who helps out. */
export function QueuesPage() {
  const { t } = useWords()
  const [editing, setEditing] = useState<Queue | 'new' | null>(null)
  const queues = useResource('queues', () => call('GET /api/v1/queues', {}))
  const close = () => {
    setEditing(null)
    queues.reload()
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.queues')}</h2>
        <Button look="primary" onPress={() => setEditing('new')}>
          {t('queue.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('queue.hint')}</p>
      <Queues of={queues} onOpen={setEditing} />
      <ChannelSlots />
      {editing === null ? null : (
        <QueueEditor queue={editing === 'new' ? null : editing} queues={queues.data?.items ?? []} onClose={close} />
      )}
    </>
  )
}

function Queues({ of, onOpen }: { of: Listed<Queue>; onOpen: (queue: Queue) => void }) {
  const { t, text, formats } = useWords()
  const now = useNow()
  const brandName = useBrandName()
  const words = useQueueWords(of.data?.items ?? [])
  return (
    <ListedTable
      of={of}
      empty={<Empty title={t('queue.none')}>{t('queue.none.more')}</Empty>}
      label={t('settings.queues')}
      keyOf={(queue) => queue.id}
      columns={[
        {
          id: 'name',
          label: t('people.name'),
          cell: (queue) => (
            <>
              <Button look="link" onPress={() => onOpen(queue)}>
                {text(queue.name)}
              </Button>{' '}
              {queue.first ? <Tag>{t('queue.first')}</Tag> : null}
            </>
          ),
        },
        { id: 'brand', label: t('brand'), cell: (queue) => brandName(queue.brand) },
        { id: 'takes', label: t('queue.takes'), cell: words.takes },
        { id: 'how', label: t('queue.how'), cell: words.how },
        { id: 'overflow', label: t('queue.overflow'), cell: words.overflow },
        { id: 'waiting', label: t('queue.waits'), end: true, cell: (queue) => formats.number(queue.waiting) },
        {
          id: 'oldest',
          label: t('queue.oldest'),
          end: true,
          cell: (queue) => (queue.oldest === null ? '–' : formats.span(now - Date.parse(queue.oldest))),
        },
      ]}
    />
  )
}
