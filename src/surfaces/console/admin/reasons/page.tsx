import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import type { Disposition } from '../../state/directory.ts'
import { useResource } from '../../state/resource.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { ListedTable } from '../../ui/listed.tsx'
import { Empty } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import css from '../admin.module.css'
import { useBrandName } from '../brand-name.ts'
import { ReasonEditor } from './editor.tsx'
import own from './reasons.module.css'
import { Required } from './required.tsx'
import { type Line, linesOf } from './tree.ts'

type Open = { before: Disposition | null; under: Disposition | null }

const rest = (id: string, resting: boolean) =>
  resting
    ? call('PUT /api/v1/dispositions/:id/retirement', { params: { id } })
    : call('DELETE /api/v1/dispositions/:id/retirement', { params: { id } })

/** Why conversations are solved: a tree in the operator's order, with how often each is chosen. */
export function ReasonsPage() {
  const { t, formats } = useWords()
  const [open, setOpen] = useState<Open | null>(null)
  const read = useResource('dispositions', () => call('GET /api/v1/dispositions', {}))
  const use = useResource('disposition use', () => call('GET /api/v1/dispositions/use', {}))
  const brandName = useBrandName()
  const all = read.data?.items ?? []
  const lines = { ...read, data: read.data && { items: linesOf(all) } }
  const times = (id: string): number => use.data?.items.find((each) => each.id === id)?.n ?? 0
  return (
    <>
      <div className={css.head}>
        <h2>{t('dispositions')}</h2>
        <Button look="primary" onPress={() => setOpen({ before: null, under: null })}>
          {t('disposition.new')}
        </Button>
      </div>
      <p className={css.hint}>{t('dispositions.hint')}</p>
      <ListedTable
        of={lines}
        label={t('dispositions')}
        empty={<Empty title={t('disposition.none')}>{t('disposition.none.more')}</Empty>}
        keyOf={(line) => line.id}
        columns={[
          { id: 'name', label: t('people.name'), cell: (line) => <Name line={line} /> },
          { id: 'brand', label: t('brand'), cell: (line) => brandName(line.brand) },
          {
            id: 'use',
            label: t('disposition.use', { days: use.data?.days ?? 90 }),
            cell: (line) => (use.data === null ? '–' : formats.number(times(line.id))),
          },
          {
            id: 'do',
            label: t('disposition.actions'),
            cell: (line) => <Deeds line={line} onOpen={setOpen} onChanged={read.reload} />,
          },
        ]}
      />
      {use.data === null ? null : (
        <p className={css.hint}>{t('disposition.without', { n: use.data.without, days: use.data.days })}</p>
      )}
      {read.data === null ? null : <Required required={read.data.required} onChanged={read.reload} />}
      {open === null ? null : <ReasonEditor all={all} {...open} onClose={() => setOpen(null)} onSaved={read.reload} />}
    </>
  )
}

function Name({ line }: { line: Line }) {
  const { t, text } = useWords()
  return (
    <span className={own.name} data-depth={line.depth} data-resting={line.resting || undefined}>
      {text(line.name)} {line.retired ? <Tag>{t('disposition.resting')}</Tag> : null}
    </span>
  )
}

interface DeedsProps {
  line: Line
  onOpen: (open: Open) => void
  onChanged: () => void
}
function Deeds({ line, onOpen, onChanged }: DeedsProps) {
  const { t, text } = useWords()
  const name = text(line.name)
  const done = (deed: Promise<unknown>, words: string, back: () => Promise<unknown>) =>
    void deed.then(() => {
      onChanged()
      showBar({ text: words, undo: () => void back().then(onChanged, failed) })
    }, failed)
  const to = (position: number) =>
    call('PUT /api/v1/dispositions/:id/position', { params: { id: line.id }, body: { position } })
  const move = (by: -1 | 1) => done(to(line.place + by), 'disposition.saved', () => to(line.place))
  const toggle = () =>
    done(rest(line.id, !line.retired), line.retired ? 'disposition.used' : 'disposition.rests', () =>
      rest(line.id, line.retired),
    )
  return (
    <span className={css.row}>
      <IconButton
        label={t('disposition.up', { name })}
        disabledBecause={line.place === 0 ? t('disposition.first') : null}
        onPress={() => move(-1)}
      >
        <Glyph name="up" />
      </IconButton>
      <IconButton
        label={t('disposition.down', { name })}
        disabledBecause={line.place === line.of - 1 ? t('disposition.last') : null}
        onPress={() => move(1)}
      >
        <Glyph name="down" />
      </IconButton>
      <Button look="quiet" onPress={() => onOpen({ before: line, under: null })}>
        {t('disposition.change')}
      </Button>
      {line.depth < 3 && !line.resting ? (
        <Button look="quiet" onPress={() => onOpen({ before: null, under: line })}>
          {t('disposition.addUnder')}
        </Button>
      ) : null}
      <Button look="quiet" onPress={toggle}>
        {t(line.retired ? 'disposition.use.again' : 'disposition.rest')}
      </Button>
    </span>
  )
}
