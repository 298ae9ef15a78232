import { useWords } from '../i18n/words.tsx'
import { useMe } from '../state/session.ts'

/** The name of a brand by its id; null stands for all of them. */
export function useBrandName(): (id: string | null) => string {
  const { brands } = useMe()
  const { t } = useWords()
  return (id) => (id === null ? t('brand.all') : (brands.find((brand) => brand.id === id)?.name ?? ''))
}
