import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useResource } from '../../state/resource.ts'
import { Choose } from '../../ui/field.tsx'
import css from '../admin.module.css'
import { channels } from './queue.ts'

const USUAL = 1
const upTo = 10

/** How much of an advisor's room a conversation takes: a chat wants answers now, a mail can wait its turn. */
export function ChannelSlots() {
  const { t } = useWords()
  const { data, reload } = useResource('slots', () => call('GET /api/v1/channel-slots', {}))
  const slotsOf = (channel: string) => data?.items.find((each) => each.channel === channel)?.slots ?? USUAL
  const set = (channel: string, slots: number): Promise<void> =>
    call('PUT /api/v1/channel-slots/:channel', { params: { channel }, body: { slots } }).then(reload)
  const choose = (channel: string, slots: number) => {
    const before = slotsOf(channel)
    const undo = () => void set(channel, before).catch(failed)
    void set(channel, slots).then(() => showBar({ text: 'slots.saved', undo }), failed)
  }
  if (data === null) return null
  return (
    <>
      <h2>{t('slots')}</h2>
      <p className={css.hint}>{t('slots.hint')}</p>
      <div className={css.add}>
        {[...new Set<string>([...channels, ...data.items.map((each) => each.channel)])].map((channel) => (
          <Choose
            key={channel}
            label={t(`channel.${channelKind(channel)}`)}
            value={String(slotsOf(channel))}
            onChange={(slots) => choose(channel, Number(slots))}
            options={[...new Set([...Array.from({ length: upTo }, (_, n) => n + 1), slotsOf(channel)])].map((n) => ({
              id: String(n),
              label: t('slots.n', { n }),
            }))}
          />
        ))}
      </div>
    </>
  )
}
