import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { showBar } from '../../state/bars.ts'
import { usePermission } from '../../state/session.ts'
import { useEvery } from '../../state/use-every.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, ErrorBox, Skeleton } from '../../ui/states.tsx'
import admin from '../admin.module.css'
import { DomainCard } from './card.tsx'
import { type Open, useDomains } from './domain.ts'
import css from './domains.module.css'
import { DomainEditor } from './editor.tsx'
import { RemoveDomain } from './remove.tsx'

const MINUTE_MS = 60_000

/** The domains that mail is sent from, with what has to stand in the DNS for each. */
export function SendingDomains() {
  const { t } = useWords()
  const domains = useDomains()
  const mayManage = usePermission('account.manage')
  const [open, setOpen] = useState<Open>(null)
  useEvery(MINUTE_MS, domains.reload)
  const done = (text: string, domain: string) => {
    setOpen(null)
    domains.reload()
    showBar({ text, values: { domain } })
  }
  return (
    <section className={css.part} aria-labelledby="sending-domains">
      <div className={admin.head}>
        <h2 id="sending-domains">{t('domains.title')}</h2>
        {mayManage ? <Button onPress={() => setOpen({ what: 'add' })}>{t('domains.add')}</Button> : null}
      </div>
      <p className={admin.hint}>{t('domains.hint')}</p>
      <Cards domains={domains} mayManage={mayManage} onOpen={setOpen} />
      {open?.what === 'add' || open?.what === 'change' ? (
        <DomainEditor
          domain={open.what === 'add' ? null : open.domain}
          onClose={() => setOpen(null)}
          onSaved={(name) => done(open.what === 'add' ? 'domain.added' : 'domain.saved', name)}
        />
      ) : null}
      {open?.what === 'remove' ? (
        <RemoveDomain
          domain={open.domain}
          onClose={() => setOpen(null)}
          onDone={() => done('domain.removed', open.domain.domain)}
        />
      ) : null}
    </section>
  )
}

interface CardsProps {
  domains: ReturnType<typeof useDomains>
  mayManage: boolean
  onOpen: (open: Open) => void
}
function Cards({ domains, mayManage, onOpen }: CardsProps) {
  const { t } = useWords()
  const { data, error, reload } = domains
  if (data === null && error !== null)
    return <ErrorBox actions={<Button onPress={reload}>{t('again')}</Button>}>{t('list.failed')}</ErrorBox>
  if (data === null) return <Skeleton label={t('loading')} />
  if (data.items.length === 0) return <Empty title={t('domains.none')}>{t('domains.none.more')}</Empty>
  return (
    <ul className={css.cards}>
      {data.items.map((domain) => (
        <DomainCard key={domain.id} domain={domain} mayManage={mayManage} onOpen={onOpen} onChanged={reload} />
      ))}
    </ul>
  )
}
