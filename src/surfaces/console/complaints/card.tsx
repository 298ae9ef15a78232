import { useEffect, useState } from 'react'
import css from '../context/context.module.css'
import { useWords } from '../i18n/words.tsx'
import { useCommands, useKeysOf } from '../keys/use-commands.ts'
import promised from '../promises/promises.module.css'
import { call } from '../state/api.ts'
import { useCaseTold } from '../state/cases.ts'
import { useNow } from '../state/now.ts'
import { useResource } from '../state/resource.ts'
import { Button } from '../ui/button.tsx'
import { Tag } from '../ui/tag.tsx'
import { type Complaint, type ComplaintView, type LetterKind, recommend, saveFile, withdraw } from './deeds.ts'
import { LetterDialog } from './letter.tsx'
import { MakeComplaint } from './make.tsx'
import { ClockTag, standing } from './words.tsx'

/** The complaint that a case is, or the way to make it one. */
export function ComplaintCard({ conversation, caseId }: { conversation: string; caseId: string }) {
  const resource = useResource<ComplaintView>(`complaint ${conversation}`, () =>
    call('GET /api/v1/conversations/:id/complaint', { params: { id: conversation } }),
  )
  const told = useCaseTold(conversation, caseId)
  const { data, reload } = resource
  useEffect(() => (told === '' ? undefined : reload()), [told, reload])
  if (data === null) return null
  const { complaint } = data
  if (complaint === null || complaint.withdrawnAt !== null)
    return data.may.manage.ok ? <Offer view={data} conversation={conversation} reload={reload} /> : null
  return <Shown complaint={complaint} view={data} reload={reload} />
}

function Offer({ view, conversation, reload }: { view: ComplaintView; conversation: string; reload: () => void }) {
  const { t } = useWords()
  const keys = useKeysOf('case.complaint')
  const [open, setOpen] = useState(false)
  const ready = view.pack !== null
  useCommands({ 'case.complaint': ready ? () => setOpen(true) : null })
  return (
    <>
      <Button
        look="link"
        keys={keys}
        onPress={() => setOpen(true)}
        disabledBecause={ready ? null : t('complaint.noPack')}
      >
        {t('complaint.make')}
      </Button>
      {open ? (
        <MakeComplaint
          conversation={conversation}
          durable={view.durable}
          reload={reload}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

interface ShownProps {
  complaint: Complaint
  view: ComplaintView
  reload: () => void
}

function Shown({ complaint, view, reload }: ShownProps) {
  const { t, formats } = useWords()
  const now = useNow()
  const [letter, setLetter] = useState<LetterKind | null>(null)
  const [tone, outcome] = standing(complaint)
  useCommands({ 'case.complaint': view.may.manage.ok ? () => setLetter('acknowledgement') : null })
  return (
    <section aria-labelledby="complaint-card">
      <h3 id="complaint-card">
        {t('complaint')} · {t(`complaint.kind.${complaint.kind}`)} <Tag tone={tone}>{t(outcome)}</Tag>
      </h3>
      {complaint.hold === null ? null : (
        <p>
          <Tag tone="bad">{t(`complaint.hold.${complaint.hold.what}`)}</Tag>
        </p>
      )}
      <p dir="auto">{complaint.about}</p>
      <p className={css.hint} dir="auto">
        {t('complaint.wants')}: {complaint.wants}
      </p>
      {complaint.clocks.length === 0 ? null : (
        <ul className={promised.list} aria-label={t('complaint.clocks')}>
          {complaint.clocks.map((clock) => (
            <li key={clock.name} className={promised.what}>
              {t(`complaint.clock.${clock.name}`)} <ClockTag clock={clock} />
            </li>
          ))}
        </ul>
      )}
      {complaint.referencedAt === null ? (
        <p role="note">{t('complaint.notDurable')}</p>
      ) : (
        <p className={css.hint}>{t('complaint.referenced', { when: formats.when(complaint.referencedAt, now) })}</p>
      )}
      {view.may.manage.ok ? (
        <Deeds complaint={complaint} durable={view.durable} reload={reload} write={setLetter} />
      ) : null}
      {letter === null ? null : (
        <LetterDialog complaint={complaint} first={letter} reload={reload} onClose={() => setLetter(null)} />
      )}
    </section>
  )
}

interface DeedsProps {
  complaint: Complaint
  durable: boolean
  reload: () => void
  write: (kind: LetterKind) => void
}

function Deeds({ complaint, durable, reload, write }: DeedsProps) {
  const { t } = useWords()
  const keys = useKeysOf('case.complaint')
  const { id } = complaint
  return (
    <div className={promised.deeds}>
      <Button keys={keys} onPress={() => write('acknowledgement')}>
        {t('complaint.letter')}
      </Button>
      {complaint.referencedAt === null && durable ? (
        <Button onPress={() => write('reference')}>{t('complaint.sendReference')}</Button>
      ) : null}
      <Button look="link" onPress={() => void saveFile(id)}>
        {t('complaint.file')}
      </Button>
      {complaint.recommendedAt === null ? (
        <Button look="link" onPress={() => void recommend(id, reload)}>
          {t('complaint.recommend')}
        </Button>
      ) : null}
      <Button look="link" onPress={() => void withdraw(id, reload)}>
        {t('complaint.withdraw')}
      </Button>
    </div>
  )
}
