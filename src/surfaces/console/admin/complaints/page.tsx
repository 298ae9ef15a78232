import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call, type Out } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useResource } from '../../state/resource.ts'
import { useMe } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import { Choose, Field } from '../../ui/field.tsx'
import { ErrorBox, Skeleton } from '../../ui/states.tsx'
import { Tag } from '../../ui/tag.tsx'
import css from '../admin.module.css'

type Pack = Out<'GET /api/v1/complaint-packs'>['items'][number]
interface Value {
  pack: string | null
  answerDays: number | null
}
const KEY = 'cases.complaints'

/** Under which law each brand's complaints are handled, and what that law asks for, with its sources. */
export function ComplaintSettings() {
  const { t } = useWords()
  const { brands } = useMe()
  const packs = useResource('complaint packs', () => call('GET /api/v1/complaint-packs', {}))
  if (packs.data === null)
    return packs.error === null ? (
      <Skeleton lines={6} label={t('loading')} />
    ) : (
      <ErrorBox actions={<Button onPress={packs.reload}>{t('again')}</Button>}>{t('report.failed')}</ErrorBox>
    )
  const { items } = packs.data
  return (
    <>
      <h2>{t('settings.complaints')}</h2>
      <p className={css.hint}>{t('complaintSettings.hint')}</p>
      {brands.map((brand) => (
        <BrandLaw key={brand.id} brand={brand} packs={items} />
      ))}
      {items.map((pack) => (
        <PackFacts key={pack.code} pack={pack} />
      ))}
    </>
  )
}

const storedIn = (value: unknown): Value => {
  const known = (value ?? {}) as Partial<Value>
  return { pack: known.pack ?? null, answerDays: known.answerDays ?? null }
}

function BrandLaw({ brand, packs }: { brand: { id: string; name: string }; packs: readonly Pack[] }) {
  const { t, text } = useWords()
  const stored = useResource(`complaint law ${brand.id}`, async () => {
    const { items } = await call('GET /api/v1/settings', { query: { brand: brand.id } })
    return storedIn(items.find(({ key }) => key === KEY)?.value)
  })
  const [typed, setTyped] = useState<string | null>(null)
  if (stored.data === null) return null
  const before = stored.data
  const days = typed ?? String(before.answerDays ?? '')
  const valid = days === '' || (/^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= 120)
  const set = async (value: Value): Promise<void> => {
    await call('PUT /api/v1/settings/:key', { params: { key: KEY }, query: { brand: brand.id }, body: { value } })
    setTyped(null)
    stored.reload()
  }
  const save = (value: Value) => {
    const undo = () => void set(before).catch(failed)
    void set(value).then(() => showBar({ text: 'complaintSettings.saved', undo }), failed)
  }
  return (
    <form
      className={css.add}
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) save({ ...before, answerDays: days === '' ? null : Number(days) })
      }}
    >
      <Choose
        label={t('complaintSettings.pack', { brand: brand.name })}
        value={before.pack ?? ''}
        onChange={(code) => save({ ...before, pack: code === '' ? null : code })}
        options={[
          { id: '', label: t('complaintSettings.nobody') },
          ...packs.map((pack) => ({ id: pack.code, label: text(pack.name) })),
        ]}
      />
      <Field
        label={t('complaintSettings.days')}
        hint={t('complaintSettings.days.hint')}
        value={days}
        onChange={setTyped}
        inputMode="numeric"
        maxLength={3}
        error={valid ? null : t('complaintSettings.days.fault')}
      />
      {typed === null ? null : <Button type="submit">{t('save')}</Button>}
    </form>
  )
}

/** What a pack says, so that a lawyer can check it. */
function PackFacts({ pack }: { pack: Pack }) {
  const { t, text } = useWords()
  const missing = pack.languages.filter((lang) => !pack.letters.includes(lang))
  return (
    <section>
      <h3>
        {text(pack.name)} <Tag tone="warn">{t('complaintSettings.check')}</Tag>
      </h3>
      <ul>
        {pack.clocks.map((clock) => (
          <li key={clock.name}>
            {t(`complaint.clock.${clock.name}`)}: {t(`complaintSettings.unit.${clock.unit}`, { n: clock.n })}
          </li>
        ))}
        {pack.hold === null ? null : <li>{t(`complaint.hold.${pack.hold.what}`)}</li>}
        <li>{t('complaintSettings.letters', { languages: pack.letters.join(', ') })}</li>
        {missing.length === 0 ? null : <li>{t('complaintSettings.noLetters', { languages: missing.join(', ') })}</li>}
      </ul>
      <p className={css.hint} lang="en" dir="ltr">
        {t('complaintSettings.source')}: {pack.source}
      </p>
    </section>
  )
}
