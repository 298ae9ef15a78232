import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call, type Out } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useNow } from '../../state/now.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import { TraineeEditor } from './editor.tsx'

export type Trainee = Out<'GET /api/v1/trainees'>['items'][number]

/** Whose replies a colleague reads first, and how often they still have to be changed. */
export function TraineesPage() {
  const { t, formats } = useWords()
  const now = useNow()
  const brandName = useBrandName()
  const [open, setOpen] = useState<Trainee | 'new' | null>(null)
  const list = useResource('trainees', () => call('GET /api/v1/trainees', {}))
  const close = () => {
    setOpen(null)
    list.reload()
  }
  const end = ({ brand, agent, replies, until }: Trainee) => {
    const params = { brand, agent: agent.id }
    const undo = () =>
      void call('PUT /api/v1/brands/:brand/trainees/:agent', { params, body: { replies, until } }).then(
        list.reload,
        failed,
      )
    void call('DELETE /api/v1/brands/:brand/trainees/:agent', { params }).then(() => {
      list.reload()
      showBar({ text: 'trainee.ended', values: { name: agent.name }, undo })
    }, failed)
  }
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.trainees')}</h2>
        <Button look="primary" onPress={() => setOpen('new')}>
          {t('trainee.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('trainee.hint')}</p>
      <ListedTable
        of={list}
        label={t('settings.trainees')}
        empty={<Empty title={t('trainee.none')}>{t('trainee.none.more')}</Empty>}
        keyOf={(each) => `${each.brand} ${each.agent.id}`}
        columns={[
          {
            id: 'name',
            label: t('people.name'),
            cell: (each) => (
              <Button look="link" onPress={() => setOpen(each)}>
                {each.agent.name}
              </Button>
            ),
          },
          { id: 'brand', label: t('brand'), cell: (each) => brandName(each.brand) },
          { id: 'what', label: t('trainee.replies'), cell: (each) => t(`trainee.replies.${each.replies}`) },
          {
            id: 'until',
            label: t('trainee.until'),
            cell: (each) => (each.until === null ? t('trainee.open') : formats.when(each.until, now)),
          },
          {
            id: 'lately',
            label: t('trainee.lately'),
            cell: (each) => t('trainee.figures', { sent: each.sent, changed: each.changed, returned: each.returned }),
          },
          {
            id: 'end',
            label: t('disposition.actions'),
            cell: (each) => (
              <Button look="quiet" onPress={() => end(each)}>
                {t('trainee.end')}
              </Button>
            ),
          },
        ]}
      />
      {open === null ? null : <TraineeEditor trainee={open === 'new' ? null : open} onClose={close} />}
    </>
  )
}
