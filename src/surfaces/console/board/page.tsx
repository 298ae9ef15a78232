import { useEffect } from 'react'
import { useWords } from '../i18n/words.tsx'
import { Page } from '../shell/page.tsx'
import { call } from '../state/api.ts'
import { board, loadBoard, wantBoard, watchBoard } from '../state/board.ts'
import { useResource } from '../state/resource.ts'
import { useMe } from '../state/session.ts'
import { useStore } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { Choose } from '../ui/field.tsx'
import { Empty, ErrorBox, Skeleton } from '../ui/states.tsx'
import css from './board.module.css'
import { Hands } from './hands.tsx'
import { People } from './people.tsx'
import { Queues } from './queues.tsx'

/** Who works on what and what waits, now: to see where help is needed, and to move work there. */
export function BoardPage() {
  const { t } = useWords()
  const { board: shown, failed } = useStore(board, (now) => now)
  useEffect(() => watchBoard(), [])
  return (
    <Page title={t('board')} actions={<Narrow />}>
      {failed ? (
        <ErrorBox actions={<Button onPress={() => void loadBoard()}>{t('again')}</Button>}>
          {t('board.failed')}
        </ErrorBox>
      ) : null}
      {shown === null ? (
        failed ? null : (
          <Skeleton label={t('loading')} lines={8} />
        )
      ) : shown.agents.length === 0 && shown.queues.length === 0 ? (
        <Empty title={t('board.none')}>{t('board.none.more')}</Empty>
      ) : (
        <div className={css.board}>
          <Hands board={shown} />
          <Queues board={shown} />
          <People board={shown} />
        </div>
      )}
    </Page>
  )
}

/** To one team, to one brand. */
function Narrow() {
  const { t, text } = useWords()
  const { brands } = useMe()
  const wanted = useStore(board, (now) => now.wanted)
  const teams = useResource('teams', () => call('GET /api/v1/teams', {})).data?.items ?? []
  const put = (name: 'team' | 'brand', id: string) => {
    const { [name]: _, ...rest } = wanted
    wantBoard(id === '' ? rest : { ...rest, [name]: id })
  }
  return (
    <>
      {teams.length === 0 ? null : (
        <Choose
          label={t('board.team')}
          hideLabel
          value={wanted.team ?? ''}
          onChange={(id) => put('team', id)}
          options={[
            { id: '', label: t('board.team.all') },
            ...teams.map((team) => ({ id: team.id, label: text(team.name) })),
          ]}
        />
      )}
      {brands.length < 2 ? null : (
        <Choose
          label={t('brand')}
          hideLabel
          value={wanted.brand ?? ''}
          onChange={(id) => put('brand', id)}
          options={[{ id: '', label: t('board.brand.all') }, ...brands.map(({ id, name }) => ({ id, label: name }))]}
        />
      )}
    </>
  )
}
