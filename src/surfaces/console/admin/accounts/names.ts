import type { Words } from '../../i18n/words.tsx'

/** Words for what a channel calls by a code: those of the channel, else those of every channel, else the code itself. */
export function nameOf({ t, has }: Words, what: 'field' | 'secret', channel: string, at: string): string {
  const name = at.split('/').at(-1) ?? at
  const key = keysOf(what, channel, at).find(has)
  return key === undefined ? name : t(key)
}
/** Nothing where the label says it all. */
export function hintOf({ t, has }: Words, channel: string, at: string): string | undefined {
  const key = keysOf('field', channel, at)
    .map((each) => `${each}.hint`)
    .find(has)
  return key === undefined ? undefined : t(key)
}

function keysOf(what: 'field' | 'secret', channel: string, at: string): string[] {
  const path = at.split('/').filter(Boolean)
  return [`account.${what}.${channel}.${path.join('.')}`, `account.${what}.${path.at(-1) ?? at}`]
}

export const channelName = ({ t, has }: Words, channel: string): string => {
  const kind = channel.split('.')[0] ?? channel
  return has(`channel.${kind}`) ? t(`channel.${kind}`) : channel
}
/** A word of a closed list, as people say it. */
export const optionName = ({ t, has }: Words, option: string): string =>
  has(`account.option.${option}`) ? t(`account.option.${option}`) : option
