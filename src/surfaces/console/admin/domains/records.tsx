import { useWords } from '../../i18n/words.tsx'
import { Tag, type Tone } from '../../ui/tag.tsx'
import { CopyButton } from '../copied.tsx'
import type { DnsRecord, Domain } from './domain.ts'
import css from './domains.module.css'

const tones: Readonly<Record<DnsRecord['state'], Tone>> = { ok: 'good', missing: 'bad', wrong: 'bad', unknown: 'plain' }

/** Every record as it has to be set, with what is there now. */
export function Records({ domain }: { domain: Domain }) {
  return (
    <ul className={css.records}>
      {domain.records.map((record) => (
        <Record key={`${record.kind} ${record.host}`} record={record} />
      ))}
    </ul>
  )
}

function Record({ record }: { record: DnsRecord }) {
  const { t } = useWords()
  const { kind, type, host, value, zone, state, found } = record
  const name = t(`domain.record.${kind}`)
  return (
    <li className={css.record} aria-label={name}>
      <div className={css.what}>
        <strong>{name}</strong>
        <Tag tone={tones[state]}>{t(`domain.state.${state}`)}</Tag>
        {zone === null ? null : (
          <CopyButton text={zone} verb={t('domain.zone')} label={t('domain.copy.zone', { record: name })} />
        )}
      </div>
      <dl className={css.pairs}>
        <dt>{t('domain.type')}</dt>
        <dd>{type}</dd>
        <dt>{t('domain.host')}</dt>
        <dd>
          <code dir="ltr">{host}</code>
          <CopyButton text={host} label={t('domain.copy.host', { record: name })} />
        </dd>
        <dt>{t('domain.value')}</dt>
        <dd>
          {value === null ? (
            t('domain.value.any')
          ) : (
            <>
              <code dir="ltr">{value}</code>
              <CopyButton text={value} label={t('domain.copy.value', { record: name })} />
            </>
          )}
        </dd>
        {state === 'wrong' ? (
          <>
            <dt>{t('domain.found')}</dt>
            <dd className={css.found}>
              {found.map((each) => (
                <code key={each} dir="ltr">
                  {each}
                </code>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
    </li>
  )
}
