import { isOpaque, tones } from '../context/contact-card.tsx'
import { useWords } from '../i18n/words.tsx'
import { channelKind } from '../inbox/marks.tsx'
import { useNow } from '../state/now.ts'
import { channelGlyph, Glyph } from '../ui/glyph.tsx'
import { Tag } from '../ui/tag.tsx'
import type { Contact } from './contact.ts'
import css from './contacts.module.css'
import { Part } from './part.tsx'

/** Each way this person writes, and how sure we are that it is them. */
export function Identities({ contact }: { contact: Contact }) {
  const { t, formats } = useWords()
  const now = useNow()
  return (
    <Part title={t('contact.identities')} none={t('contact.identities.none')}>
      {contact.identities.map(({ id, channel, handle, level, verifiedAt, until }) => (
        <li key={id} className={css.item}>
          <Glyph name={channelGlyph(channelKind(channel))} />
          <span className={css.words}>
            <bdi>{isOpaque(handle) ? t('contact.browser') : handle}</bdi>
            <span className={css.quiet}>
              {t(`channel.${channelKind(channel)}`)}
              {verifiedAt === null ? '' : ` · ${t(`proof.${level}`, { when: formats.when(verifiedAt, now) })}`}
              {until === null ? '' : ` · ${t('proof.until', { when: formats.when(until, now) })}`}
            </span>
          </span>
          <Tag tone={tones[level]} title={verifiedAt === null ? '' : formats.exact(verifiedAt)}>
            {t(`level.${level}`)}
          </Tag>
        </li>
      ))}
    </Part>
  )
}
