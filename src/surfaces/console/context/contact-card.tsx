import { Link } from 'wouter'
import { type Contact, useContact } from '../contacts/contact.ts'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { ContactLabels } from '../labels/of-contact.tsx'
import { to } from '../paths.ts'
import { useContactTold } from '../state/contacts.ts'
import { Tag, type Tone } from '../ui/tag.tsx'
import css from './context.module.css'
import { Failed, Waiting } from './context.tsx'

/** An id that only a machine knows says nothing to a person. */
export const isOpaque = (handle: string): boolean => /^[0-9a-f-]{36}$|^sbv_/.test(handle)

export const tones: Record<Contact['identities'][number]['level'], Tone> = {
  none: 'plain',
  claimed: 'warn',
  channel: 'info',
  code: 'good',
  strong: 'good',
}

export function ContactCard({ id, brand }: { id: string; brand: string }) {
  const { t, formats } = useWords()
  const { data, error, reload } = useContact(id)
  useContactTold(id, reload)
  if (data === null) return error === null ? <Waiting /> : <Failed what={t('panel.contact')} onAgain={reload} />
  const level =
    data.identities
      .map((each) => each.level)
      .sort((one, other) => Object.keys(tones).indexOf(other) - Object.keys(tones).indexOf(one))[0] ?? 'none'
  return (
    <section>
      <h2 className={css.head}>
        <Link href={to.contact(data.id)} dir="auto">
          {data.name === '' ? t('contact.unnamed') : data.name}
        </Link>
        <span>{t('contact.since', { year: new Date(data.since).getFullYear().toString() })}</span>
      </h2>
      <ContactLabels contact={data.id} brand={brand} />
      <dl className={css.facts}>
        <dt>{t('contact.identity')}</dt>
        <dd>
          <Tag tone={tones[level] ?? 'plain'}>{t(`level.${level}`)}</Tag>
        </dd>
        {data.lang === null ? null : (
          <>
            <dt>{t('contact.speaks')}</dt>
            <dd>{formats.language(data.lang)}</dd>
          </>
        )}
        {data.organisation === null ? null : (
          <>
            <dt>{t('contact.organisation')}</dt>
            <dd>{data.organisation.name}</dd>
          </>
        )}
        {data.identities
          .filter((identity) => !isOpaque(identity.handle))
          .map((identity) => (
            <Identity
              key={identity.id}
              channel={t(`channel.${channelKind(identity.channel)}`)}
              handle={identity.handle}
            />
          ))}
        {data.mandates.map((mandate) => (
          <Identity key={mandate.id} channel={t('contact.actsFor')} handle={`${mandate.for.name} · ${mandate.role}`} />
        ))}
      </dl>
    </section>
  )
}

const Identity = ({ channel, handle }: { channel: string; handle: string }) => (
  <>
    <dt>{channel}</dt>
    <dd dir="auto">{handle}</dd>
  </>
)
