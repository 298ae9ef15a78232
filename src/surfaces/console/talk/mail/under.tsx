import { useContext, useState } from 'react'
import type { Letter } from '#channels/contract'
import { useWords } from '../../i18n/words.tsx'
import { call } from '../../state/api.ts'
import { useResource } from '../../state/resource.ts'
import { Button } from '../../ui/button.tsx'
import { Designed, TalkId } from './frame.tsx'
import css from './mail.module.css'

interface Props {
  letter: Letter
  text: string
}
/** Under a mail's words: what was folded away, and the mail as it was designed. */
export function Under({ letter, text }: Props) {
  const { t } = useWords()
  const [folded, setFolded] = useState(false)
  const [designed, setDesigned] = useState(false)
  const more = letter.quoted ? 'quoted' : 'signature'
  if (!letter.quoted && !letter.signature && !letter.designed) return null
  return (
    <>
      <p className={css.deeds}>
        {letter.quoted || letter.signature ? (
          <Button look="link" aria-expanded={folded} onPress={() => setFolded(!folded)}>
            {t(folded ? `mail.${more}.hide` : `mail.${more}.show`)}
          </Button>
        ) : null}
        {letter.designed ? (
          <Button look="link" aria-expanded={designed} onPress={() => setDesigned(!designed)}>
            {t(designed ? 'mail.designed.hide' : 'mail.designed')}
          </Button>
        ) : null}
      </p>
      {folded ? <Folded message={letter.message} /> : null}
      {designed ? <Designed letter={letter} text={text} /> : null}
    </>
  )
}

function Folded({ message }: { message: string }) {
  const { t } = useWords()
  const id = useContext(TalkId)
  const { data, error } = useResource(`folded ${message}`, () =>
    call('GET /api/v1/conversations/:id/mail/:message', { params: { id, message } }),
  )
  if (data === null) return error === null ? null : <p className={css.about}>{t('mail.folded.failed')}</p>
  return (
    <>
      {data.quoted === '' ? null : <Words of={data.quoted} label={t('mail.quoted')} />}
      {data.signature === '' ? null : <Words of={data.signature} label={t('mail.signature')} look={css.signature} />}
    </>
  )
}

const Words = ({ of, label, look = '' }: { of: string; label: string; look?: string | undefined }) => (
  // biome-ignore lint/a11y/useSemanticElements: a section would want a heading
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by key
  <div className={`${css.folded} ${look}`} role="region" aria-label={label} tabIndex={0} dir="auto">
    {of}
  </div>
)
