import { useState } from 'react'
import { uuid7 } from '../../shared/uuid7.ts'
import { useWords } from '../i18n/words.tsx'
import { Page } from '../shell/page.tsx'
import { call, type Out } from '../state/api.ts'
import { failed } from '../state/deeds.ts'
import { useResource } from '../state/resource.ts'
import { useMe, usePermission } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Choose, Field } from '../ui/field.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Skeleton } from '../ui/states.tsx'
import { type Column, Table } from '../ui/table.tsx'
import css from './knowledge.module.css'

type Canned = Out<'GET /api/v1/canned-responses'>['items'][number]
type Input = Pick<Canned, 'brand' | 'shortcut' | 'lang' | 'title' | 'text'>

const placeholders = '{{contact.firstName}} {{agent.firstName}} {{brand.name}} {{conversation.reference}}'

export function CannedPage() {
  const { t, formats } = useWords()
  const { brands } = useMe()
  const may = usePermission('canned.manage')
  const [editing, setEditing] = useState<Canned | 'new' | null>(null)
  const { data, reload } = useResource('canned', () => call('GET /api/v1/canned-responses', { query: { limit: 200 } }))
  const columns: Column<Canned>[] = [
    {
      id: 'shortcut',
      label: t('canned.shortcut'),
      cell: (each) => (
        <Button look="link" onPress={() => setEditing(each)}>
          /{each.shortcut}
        </Button>
      ),
    },
    { id: 'title', label: t('article.title'), cell: (each) => each.title },
    { id: 'lang', label: t('language'), cell: (each) => formats.language(each.lang) },
    {
      id: 'brand',
      label: t('brand'),
      cell: (each) => brands.find((brand) => brand.id === each.brand)?.name ?? t('brand.all'),
    },
    { id: 'uses', label: t('canned.uses'), end: true, cell: (each) => formats.number(each.uses) },
  ]
  return (
    <Page
      title={t('nav.canned')}
      actions={
        may ? (
          <Button look="primary" onPress={() => setEditing('new')}>
            {t('canned.new')}
          </Button>
        ) : null
      }
    >
      <p className={css.find}>
        {t('canned.hint')} <Kbd keys="/" />
      </p>
      {data === null ? (
        <Skeleton label={t('loading')} />
      ) : (
        <Table label={t('nav.canned')} columns={columns} rows={data.items} keyOf={(each) => each.id} />
      )}
      {editing === null ? null : (
        <Editor
          canned={editing === 'new' ? null : editing}
          may={may}
          onClose={() => setEditing(null)}
          onSaved={reload}
        />
      )}
    </Page>
  )
}

interface EditorProps {
  canned: Canned | null
  may: boolean
  onClose: () => void
  onSaved: () => void
}
function Editor({ canned, may, onClose, onSaved }: EditorProps) {
  const { t } = useWords()
  const { brands } = useMe()
  const [id] = useState(() => canned?.id ?? uuid7())
  const [input, setInput] = useState<Input>(
    () => canned ?? { brand: null, shortcut: '', lang: brands[0]?.languages[0] ?? 'en', title: '', text: '' },
  )
  const change = (more: Partial<Input>) => setInput((now) => ({ ...now, ...more }))
  const { brand, shortcut, lang, title, text } = input
  const body = { brand, shortcut, lang, title, text }
  const finish = () => {
    onClose()
    onSaved()
  }
  const save = () => {
    const say =
      canned === null
        ? call('POST /api/v1/canned-responses', { body: { id, ...body } })
        : call('PUT /api/v1/canned-responses/:id', { params: { id }, body })
    void say.then(finish, failed)
  }
  const remove = () => void call('DELETE /api/v1/canned-responses/:id', { params: { id } }).then(finish, failed)
  const why = may ? null : t('why.not-allowed')
  return (
    <Dialog
      wide
      title={canned === null ? t('canned.new') : `/${canned.shortcut}`}
      closeLabel={t('close')}
      isOpen
      onClose={onClose}
      foot={
        <>
          {canned === null ? null : (
            <Button look="danger" disabledBecause={why} onPress={remove}>
              {t('remove')}
            </Button>
          )}
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            look="primary"
            disabledBecause={why ?? (shortcut === '' || title === '' || text === '' ? t('article.incomplete') : null)}
            onPress={save}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <Fields input={input} change={change} />
    </Dialog>
  )
}

function Fields({ input, change }: { input: Input; change: (more: Partial<Input>) => void }) {
  const { t, formats } = useWords()
  const { brands } = useMe()
  const { brand, shortcut, lang, title, text } = input
  const languages = [...new Set([lang, ...brands.flatMap((each) => each.languages)])]
  return (
    <div className={css.form}>
      <div className={css.pair}>
        <Field
          label={t('canned.shortcut')}
          value={shortcut}
          onChange={(value) => change({ shortcut: value.toLowerCase().replace(/[^a-z0-9-]/g, '') })}
          maxLength={40}
        />
        <Choose
          label={t('language')}
          value={lang}
          onChange={(value) => change({ lang: value })}
          options={languages.map((each) => ({ id: each, label: formats.language(each) }))}
        />
      </div>
      <Choose
        label={t('brand')}
        value={brand ?? ''}
        onChange={(value) => change({ brand: value === '' ? null : value })}
        options={[{ id: '', label: t('brand.all') }, ...brands.map((each) => ({ id: each.id, label: each.name }))]}
      />
      <Field label={t('article.title')} value={title} onChange={(value) => change({ title: value })} maxLength={120} />
      <Field
        label={t('canned.text')}
        hint={t('canned.text.hint', { placeholders })}
        rows={8}
        value={text}
        onChange={(value) => change({ text: value })}
        maxLength={10_000}
      />
    </div>
  )
}
