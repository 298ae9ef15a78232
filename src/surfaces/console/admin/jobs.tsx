import { useWords } from '../i18n/words.tsx'
import { call } from '../state/api.ts'
import { failed } from '../state/deeds.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { ListedTable } from '../ui/listed.tsx'
import { ErrorBox, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import css from './admin.module.css'

/** Work that waits or runs, and work that used up its tries: tried again or discarded here. */
export function JobsPage() {
  const { t, formats } = useWords()
  const now = useNow()
  const jobs = useResource('jobs', () => call('GET /api/v1/jobs', { query: { limit: 100 } }))
  const dead = useResource('dead jobs', () => call('GET /api/v1/dead-jobs', { query: { limit: 100 } }))
  const reload = () => {
    jobs.reload()
    dead.reload()
  }
  const replay = (id: string) => void call('PUT /api/v1/dead-jobs/:id/replay', { params: { id } }).then(reload, failed)
  const discard = (id: string) => void call('DELETE /api/v1/dead-jobs/:id', { params: { id } }).then(reload, failed)
  return (
    <>
      <div className={css.head}>
        <h2>{t('jobs.dead')}</h2>
        <Button onPress={reload}>{t('reload')}</Button>
      </div>
      <ListedTable
        of={dead}
        none={t('jobs.dead.none')}
        label={t('jobs.dead')}
        keyOf={(job) => job.id}
        columns={[
          { id: 'kind', label: t('jobs.kind'), cell: (job) => job.kind },
          { id: 'error', label: t('jobs.error'), cell: (job) => job.error },
          { id: 'tries', label: t('jobs.tries'), end: true, cell: (job) => formats.number(job.tries) },
          { id: 'died', label: t('jobs.died'), end: true, cell: (job) => formats.when(job.diedAt, now) },
          {
            id: 'do',
            label: '',
            end: true,
            cell: (job) => (
              <span className={css.row}>
                <Button onPress={() => replay(job.id)}>{t('again')}</Button>
                <Button look="danger" onPress={() => discard(job.id)}>
                  {t('discard')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      <h2>{t('jobs.waiting')}</h2>
      <ListedTable
        of={jobs}
        none={t('jobs.waiting.none')}
        label={t('jobs.waiting')}
        keyOf={(job) => job.id}
        columns={[
          { id: 'kind', label: t('jobs.kind'), cell: (job) => job.kind },
          {
            id: 'state',
            label: t('column.status'),
            cell: (job) => (
              <Tag tone={job.running ? 'info' : 'plain'}>{t(job.running ? 'jobs.running' : 'jobs.waits')}</Tag>
            ),
          },
          { id: 'error', label: t('jobs.error'), cell: (job) => job.lastError ?? '' },
          { id: 'tries', label: t('jobs.tries'), end: true, cell: (job) => formats.number(job.tries) },
          { id: 'at', label: t('jobs.at'), end: true, cell: (job) => formats.when(job.runAt, now) },
        ]}
      />
    </>
  )
}

/** Who listens to the log, how far behind, and what is set aside because it could not be handled. */
export function HandlersPage() {
  const { t, formats } = useWords()
  const now = useNow()
  const { data, error, reload } = useResource('handlers', () => call('GET /api/v1/handlers', {}))
  const replay = (name: string, subject: string) =>
    void call('PUT /api/v1/handlers/:name/parked/:subject/replay', { params: { name, subject } }).then(reload, failed)
  if (data === null && error !== null)
    return <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
  if (data === null) return <Skeleton label={t('loading')} />
  const parked = data.items.flatMap((handler) => handler.parked.map((each) => ({ ...each, name: handler.name })))
  return (
    <>
      <div className={css.head}>
        <h2>{t('settings.handlers')}</h2>
        <Button onPress={reload}>{t('reload')}</Button>
      </div>
      <p className={css.hint}>{t('handlers.hint')}</p>
      {parked.length === 0 ? null : (
        <Table
          label={t('handlers.parked')}
          rows={parked}
          keyOf={(each) => `${each.name} ${each.subject}`}
          columns={[
            { id: 'name', label: t('handlers.name'), cell: (each) => each.name },
            { id: 'event', label: t('handlers.event'), cell: (each) => each.event },
            { id: 'code', label: t('jobs.error'), cell: (each) => each.code },
            { id: 'waiting', label: t('handlers.behind'), end: true, cell: (each) => formats.number(each.waiting) },
            { id: 'since', label: t('column.when'), end: true, cell: (each) => formats.when(each.since, now) },
            {
              id: 'do',
              label: '',
              end: true,
              cell: (each) => <Button onPress={() => replay(each.name, each.subject)}>{t('again')}</Button>,
            },
          ]}
        />
      )}
      <Table
        label={t('settings.handlers')}
        rows={data.items}
        keyOf={(handler) => handler.name}
        columns={[
          { id: 'name', label: t('handlers.name'), cell: (handler) => handler.name },
          { id: 'lag', label: t('handlers.lag'), end: true, cell: (handler) => formats.number(handler.lag) },
          {
            id: 'parked',
            label: t('handlers.parked'),
            end: true,
            cell: (handler) => formats.number(handler.parked.length),
          },
        ]}
      />
    </>
  )
}
