import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useMe } from '../../state/session.ts'
import { Switch } from '../../ui/switch.tsx'
import css from '../admin.module.css'

const KEY = 'conversations.solving'

/** Brand by brand: whether people must say why. */
export function Required({ required, onChanged }: { required: readonly string[]; onChanged: () => void }) {
  const { t } = useWords()
  const { brands } = useMe()
  const set = async (brand: string, must: boolean): Promise<void> => {
    const value = { reason: must ? 'required' : 'asked' }
    await call('PUT /api/v1/settings/:key', { params: { key: KEY }, query: { brand }, body: { value } })
    onChanged()
  }
  const change = (brand: string, must: boolean) =>
    void set(brand, must).then(
      () => showBar({ text: 'disposition.saved', undo: () => void set(brand, !must).catch(failed) }),
      failed,
    )
  return (
    <section className={css.wideForm}>
      <h3>{t('disposition.required')}</h3>
      <p className={css.hint}>{t('disposition.required.hint')}</p>
      {brands.map(({ id, name }) => (
        <Switch key={id} isSelected={required.includes(id)} onChange={(must) => change(id, must)}>
          {name}
        </Switch>
      ))}
    </section>
  )
}
