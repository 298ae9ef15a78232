import { type ReactElement, useState } from 'react'
import type { InboxRow } from '#conversations/contract'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useNow } from '../../state/now.ts'
import { useResource } from '../../state/resource.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Picker } from '../../ui/picker.tsx'
import { Switch } from '../../ui/switch.tsx'
import type { When } from './deeds.ts'
import css from './later.module.css'
import { sendTimes } from './times.ts'

/** The brand's clock; until it is known, the advisor's own. */
function useZone(brand: string): string {
  const { data } = useResource('brands', () => call('GET /api/v1/brands', {}))
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return data?.items.find(({ id }) => id === brand)?.hours.timeZone ?? own
}

interface Props {
  row: InboxRow
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  onChoose: (when: When) => void
  children: ReactElement
}
/** Usual times by one key, or any other. */
export function LaterPicker({ row, isOpen, onOpenChange, onChoose, children }: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const [asking, setAsking] = useState(false)
  const times = sendTimes(now, useZone(row.brand))
  const choices = [
    ...times.map(({ id, at }) => ({ id: String(at), label: t(`later.${id}`), hint: formats.when(at, now) })),
    { id: '', label: t('later.choose') },
  ]
  const choose = (at: string) =>
    at === '' ? setAsking(true) : onChoose({ sendAt: new Date(Number(at)).toISOString(), anyway: false })
  return (
    <>
      <Picker
        label={t('later.when')}
        none={t('none.found')}
        choices={choices}
        onChoose={choose}
        isOpen={isOpen}
        onOpenChange={onOpenChange}
      >
        {children}
      </Picker>
      {asking ? (
        <ChooseTime
          onClose={() => setAsking(false)}
          onChoose={(when) => {
            setAsking(false)
            onChoose(when)
          }}
        />
      ) : null}
    </>
  )
}

function ChooseTime({ onClose, onChoose }: { onClose: () => void; onChoose: (when: When) => void }) {
  const { t } = useWords()
  const now = useNow()
  const [text, setText] = useState('')
  const [anyway, setAnyway] = useState(false)
  const [tried, setTried] = useState(false)
  const at = Date.parse(text)
  const fault = at > now ? null : t('later.future')
  return (
    <FormDialog
      title={t('later.when')}
      verb={t('later.do')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (fault === null) onChoose({ sendAt: new Date(at).toISOString(), anyway })
      }}
    >
      <div className={css.form}>
        <Field
          label={t('later.at')}
          hint={t('later.at.hint')}
          type="datetime-local"
          value={text}
          onChange={setText}
          error={tried ? fault : null}
          autoFocus
        />
        <Switch isSelected={anyway} onChange={setAnyway}>
          {t('later.anyway')}
        </Switch>
      </div>
    </FormDialog>
  )
}
