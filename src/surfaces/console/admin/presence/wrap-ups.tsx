import { useWords } from '../../i18n/words.tsx'
import { channelKind } from '../../inbox/marks.tsx'
import { call } from '../../state/api.ts'
import { showBar } from '../../state/bars.ts'
import { failed } from '../../state/deeds.ts'
import { useResource } from '../../state/resource.ts'
import { Choose } from '../../ui/field.tsx'
import css from '../admin.module.css'
import { channels } from '../queues/queue.ts'

const offered = [0, 15, 30, 60, 120, 180, 300]

/** How long an advisor has for notes after a conversation, by channel: nothing is offered to them meanwhile. */
export function WrapUps() {
  const { t, formats } = useWords()
  const { data, reload } = useResource('slots', () => call('GET /api/v1/channel-slots', {}))
  if (data === null) return null
  const of = (channel: string) =>
    data.items.find((each) => each.channel === channel) ?? { channel, slots: 1, wrapUp: 0 }
  const set = (channel: string, wrapUp: number): Promise<void> =>
    call('PUT /api/v1/channel-slots/:channel', {
      params: { channel },
      body: { slots: of(channel).slots, wrapUp },
    }).then(reload)
  const choose = (channel: string, wrapUp: number) => {
    const before = of(channel).wrapUp
    const undo = () => void set(channel, before).catch(failed)
    void set(channel, wrapUp).then(() => showBar({ text: 'wrapUp.saved', undo }), failed)
  }
  return (
    <>
      <h2>{t('wrapUp')}</h2>
      <p className={css.hint}>{t('wrapUp.hint')}</p>
      <div className={css.add}>
        {[...new Set<string>([...channels, ...data.items.map((each) => each.channel)])].map((channel) => (
          <Choose
            key={channel}
            label={t(`channel.${channelKind(channel)}`)}
            value={String(of(channel).wrapUp)}
            onChange={(seconds) => choose(channel, Number(seconds))}
            options={[...new Set([...offered, of(channel).wrapUp])]
              .sort((one, other) => one - other)
              .map((seconds) => ({
                id: String(seconds),
                label: seconds === 0 ? t('wrapUp.none') : formats.span(seconds * 1_000),
              }))}
          />
        ))}
      </div>
    </>
  )
}
