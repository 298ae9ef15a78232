import type { AgentId, QueueId } from '#kernel/ids'

/** What belongs into a queue; an empty list names nothing. */
export interface Takes {
  channels: readonly string[]
  languages: readonly string[]
  labels: readonly string[]
  priorities: readonly string[]
  vip?: boolean | undefined
}

/** What decides where a conversation waits. */
export interface Matter {
  channel: string
  lang: string | null
  labels: readonly string[]
  priority: string
  /** The kind of its customer's standing. */
  vip: string | null
}

export interface Choosable {
  id: QueueId
  first: boolean
  takes: Takes
}

/** How many things of a conversation it names; null when one of them is not so. */
export function named({ channels, languages, labels, priorities, vip = false }: Takes, matter: Matter): number | null {
  const asked = [
    { names: channels, holds: channels.includes(matter.channel) },
    { names: languages, holds: languages.some((lang) => speaks(lang, matter.lang)) },
    { names: labels, holds: labels.some((label) => matter.labels.includes(label)) },
    { names: priorities, holds: priorities.includes(matter.priority) },
    { names: vip ? ['vip'] : [], holds: matter.vip !== null },
  ].filter(({ names }) => names.length > 0)
  return asked.every(({ holds }) => holds) ? asked.length : null
}

/** The queue that names most of it; the brand's first where none names anything of it. Of equals, the one that comes first in the list. */
export function chooseAmong(queues: readonly Choosable[], matter: Matter): QueueId | undefined {
  let best: { id: QueueId; count: number } | undefined
  for (const { id, takes } of queues) {
    const count = named(takes, matter)
    if (count !== null && count > (best?.count ?? 0)) best = { id, count }
  }
  return best?.id ?? queues.find(({ first }) => first)?.id
}

/** `pt` covers `pt-BR`; a language nobody knows is covered by none. */
export const speaks = (known: string, wanted: string | null): boolean =>
  wanted !== null && (known === wanted || wanted.startsWith(`${known}-`) || known.startsWith(`${wanted}-`))

/** What a queue asks of who works in it. */
export interface Demand {
  skill: string | null
  skillLevel: number | null
  speaks: boolean
}
export interface Able {
  id: AgentId
  languages: readonly string[]
  skills: readonly { skill: string; level: number }[]
}

/** Skills are words people type: large and small letters are the same. */
export const sameSkill = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase()

export const levelOf = ({ skills }: Pick<Able, 'skills'>, skill: string): number =>
  Math.max(0, ...skills.filter((each) => sameSkill(each.skill, skill)).map(({ level }) => level))

/** May this work be offered to them? Where the customer's language is not known, everybody speaks it. */
export function fits(demand: Demand, lang: string | null, person: Able): boolean {
  if (demand.skill !== null && levelOf(person, demand.skill) < (demand.skillLevel ?? 1)) return false
  return !demand.speaks || lang === null || person.languages.some((each) => speaks(each, lang))
}
