import { useState } from 'react'
import { uuid7 } from '../../../shared/uuid7.ts'
import { useWords } from '../../i18n/words.tsx'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useMe } from '../../state/session.ts'
import { toldBy } from '../../state/told.ts'
import { Button } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ErrorBox } from '../../ui/states.tsx'
import { Switch } from '../../ui/switch.tsx'
import css from '../admin.module.css'
import { CopyButton } from '../copied.tsx'
import { TextsField } from '../surge/texts-field.tsx'
import { change, create, type Draft, draftOf, missing, newSecret } from './draft.ts'
import type { SecureForm } from './page.tsx'

const kinds = ['iban', 'card', 'document', 'text'] as const

interface Props {
  /** None: a new one. */
  before: SecureForm | null
  onClose: () => void
  onSaved: () => void
}

/** One form: what is asked for, in every language of its brand, and the system that receives it. */
export function SecureFormEditor({ before, onClose, onSaved }: Props) {
  const { t } = useWords()
  const { brands } = useMe()
  const [id] = useState(() => before?.id ?? uuid7())
  const [draft, setDraft] = useState(() => draftOf(before, brands[0]?.id ?? ''))
  const [told, setTold] = useState<string | null>(null)
  const put = (more: Partial<Draft>) => setDraft((held) => ({ ...held, ...more }))
  const why = missing(draft, before)
  const save = () => {
    setTold(null)
    const saved = before === null ? create(id, draft) : change(before, before.rev, draft)
    void saved.then(
      (now) => {
        const back =
          before === null ? undefined : () => void change(before, now.rev, draftOf(before, '')).then(onSaved, failed)
        showBar({ text: 'secureForm.saved', ...(back && { undo: back }) })
        onSaved()
        onClose()
      },
      (error: unknown) => setTold(toldBy(error, t)),
    )
  }
  return (
    <FormDialog
      title={t(before === null ? 'secureForm.new' : 'secureForm.edit')}
      disabledBecause={why === null ? null : t(why)}
      wide
      onClose={onClose}
      onSubmit={save}
    >
      {told === null ? null : <ErrorBox>{told}</ErrorBox>}
      {before === null ? <Kind draft={draft} put={put} /> : null}
      <Names draft={draft} put={put} />
      <System draft={draft} put={put} isNew={before === null} />
    </FormDialog>
  )
}

interface Part {
  draft: Draft
  put: (more: Partial<Draft>) => void
}

function Kind({ draft, put }: Part) {
  const { t } = useWords()
  const { brands } = useMe()
  return (
    <>
      <Choose
        label={t('brand')}
        value={draft.brand}
        onChange={(brand) => put({ brand })}
        options={brands.map((each) => ({ id: each.id, label: each.name }))}
      />
      <Choose
        label={t('secureForm.takes')}
        value={draft.takes}
        onChange={(chosen) => put({ takes: kinds.find((kind) => kind === chosen) ?? 'iban' })}
        options={kinds.map((kind) => ({ id: kind, label: t(`secureForm.takes.${kind}`) }))}
      />
      <p className={css.hint}>{t(`secure.takes.${draft.takes}`)}</p>
    </>
  )
}

function Names({ draft, put }: Part) {
  const { t } = useWords()
  const { brands } = useMe()
  const languages = brands.find(({ id }) => id === draft.brand)?.languages ?? []
  return (
    <>
      <TextsField
        label={t('people.name')}
        hint={t('secureForm.name.hint')}
        languages={languages}
        texts={draft.name}
        onChange={(name) => put({ name })}
        most={80}
      />
      <TextsField
        label={t('secureForm.recipient')}
        hint={t('secureForm.recipient.hint')}
        languages={languages}
        texts={draft.recipient}
        onChange={(recipient) => put({ recipient })}
        most={120}
      />
    </>
  )
}

function System({ draft, put, isNew }: Part & { isNew: boolean }) {
  const { t } = useWords()
  const hasEnd = draft.takes === 'iban' || draft.takes === 'card'
  return (
    <>
      <Field
        label={t('secureForm.endpoint')}
        hint={t('secureForm.endpoint.hint')}
        value={draft.endpoint}
        onChange={(endpoint) => put({ endpoint })}
        maxLength={500}
        inputMode="url"
        spellCheck="false"
      />
      <Field
        label={t('secureForm.secret')}
        hint={t(isNew ? 'secureForm.secret.hint' : 'secureForm.secret.keep')}
        value={draft.secret}
        onChange={(secret) => put({ secret })}
        maxLength={200}
        autoComplete="off"
        spellCheck="false"
      />
      <div className={css.row}>
        <Button look="quiet" onPress={() => put({ secret: newSecret() })}>
          {t('secureForm.secret.make')}
        </Button>
        {draft.secret === '' ? null : <CopyButton text={draft.secret} label={t('secureForm.secret.copy')} />}
      </div>
      <Field
        label={t('secureForm.hours')}
        hint={t('secureForm.hours.hint')}
        value={draft.hours}
        onChange={(hours) => put({ hours })}
        inputMode="numeric"
        maxLength={2}
      />
      {hasEnd ? (
        <Switch isSelected={draft.showsEnd} onChange={(showsEnd) => put({ showsEnd })}>
          {t('secureForm.showsEnd')}
        </Switch>
      ) : null}
      <Field
        label={t('secureForm.allow')}
        hint={t('secureForm.allow.hint')}
        value={draft.allow}
        onChange={(allow) => put({ allow })}
        rows={2}
        spellCheck="false"
      />
    </>
  )
}
