import { useState } from 'react'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useNow } from '../../state/now.ts'
import { Button } from '../../ui/button.tsx'
import { Tag } from '../../ui/tag.tsx'
import { useBrandName } from '../brand-name.ts'
import type { Domain, Open } from './domain.ts'
import css from './domains.module.css'
import { Records } from './records.tsx'

interface Props {
  domain: Domain
  mayManage: boolean
  onOpen: (open: Open) => void
  onChanged: () => void
}

/** One domain: whether its mails are signed, what has to be set, and what may be done with it. */
export function DomainCard({ domain, mayManage, onOpen, onChanged }: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const brandName = useBrandName()
  const { checkedAt } = domain
  return (
    <li className={css.card} aria-label={domain.domain}>
      <header className={css.head}>
        <h3>
          <bdi>{domain.domain}</bdi> <small>{brandName(domain.brand)}</small>
        </h3>
        <Tag tone={domain.signs ? 'good' : 'warn'}>{t(domain.signs ? 'domain.signs' : 'domain.signsNot')}</Tag>
        <span className={css.checked}>
          {checkedAt === null ? (
            t('domain.unchecked')
          ) : (
            <time dateTime={checkedAt} title={formats.exact(checkedAt)}>
              {t('domain.checkedAt', { when: formats.when(checkedAt, now) })}
            </time>
          )}
        </span>
      </header>
      {domain.rotating ? <p className={css.note}>{t('domain.rotating')}</p> : null}
      <Records domain={domain} />
      {domain.left.map(({ host, until }) => (
        <p key={host} className={css.note}>
          {t('domain.left', { host, when: formats.exact(until) })}
        </p>
      ))}
      {mayManage ? <Deeds domain={domain} onOpen={onOpen} onChanged={onChanged} /> : null}
    </li>
  )
}

function Deeds({ domain, onOpen, onChanged }: Omit<Props, 'mayManage'>) {
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const params = { params: { id: domain.id } }
  const say = (said: Promise<unknown>, text: string) => {
    setBusy(true)
    void said
      .then(() => {
        onChanged()
        showBar({ text })
      }, failed)
      .finally(() => setBusy(false))
  }
  const named = (verb: string) => ({ 'aria-label': `${t(verb)}: ${domain.domain}`, children: t(verb) })
  const wait = busy ? t('loading') : null
  return (
    <div className={css.deeds}>
      <Button
        {...named('domain.check')}
        disabledBecause={wait}
        onPress={() => say(call('POST /api/v1/sending-domains/:id/checks', params), 'domain.checked')}
      />
      <Button
        {...named('domain.rotate')}
        disabledBecause={domain.signs && !domain.rotating ? wait : t('domain.rotate.wait')}
        onPress={() => say(call('PUT /api/v1/sending-domains/:id/next-key', params), 'domain.rotate.made')}
      />
      <Button {...named('account.change')} onPress={() => onOpen({ what: 'change', domain })} />
      <Button look="danger" {...named('domain.remove')} onPress={() => onOpen({ what: 'remove', domain })} />
    </div>
  )
}
