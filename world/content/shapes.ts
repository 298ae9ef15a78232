/** Text a customer can read, per language; the brand's fallback order chooses when one is missing. */
export type Words = Record<string, string>

export interface Named {
  slug: string
  name: Words
}

export interface Brand {
  slug: string
  kind: 'full-service' | 'digital-only'
  name: string
  /** Three capitals that open a conversation's reference. */
  short: string
  countries: string[]
  sells: string[]
  channels: string[]
  languages: string[]
  fallback: string[]
  domain: string
  mail: string
  app: string
  tagline: Words
  greeting: Words
  /** Pronoun used for the customer, per language. */
  address: Words
  /** OKLCH hue in degrees, OKLCH chroma, radius in px, CSS font stack. */
  look: { hue: number; chroma: number; radius: number; font: string }
  zone: string
  place: Words
  /** day: 1 = Monday … 7 = Sunday; open: local HH:MM pairs, empty when closed. */
  hours: { day: number; open: [string, string][] }[]
  /** MM-DD, closed every year. */
  closedDays: string[]
  legal: Words
}

export type RoleName = 'admin' | 'lead' | 'advisor' | 'partner-advisor'

export interface AgentSeed {
  slug: string
  firstName: string
  lastName: string
  alias: string
  mail: string
  role: RoleName
  partner?: string
  team: string
  brands: string[]
  languages: string[]
  /** Chats at once. */
  capacity: number
  /** Skill slug → 1 (learning) … 5 (expert). */
  skills: Record<string, number>
}

export interface Operator {
  operator: { slug: string; name: string; countries: string[]; currency: string }
  brands: Brand[]
  partners: { slug: string; name: string; kind: string; brands: string[]; note: string }[]
  roles: RoleName[]
  teams: (Named & { brand: string; partner?: string })[]
  skills: Named[]
  queues: (Named & { brand: string })[]
  agents: AgentSeed[]
  labels: Named[]
  priorities: { slug: 'P1' | 'P2' | 'P3' | 'P4'; meaning: Words }[]
  dispositions: (Named & { children: Named[] })[]
}

export interface Plan {
  slug: string
  brand: string
  kind: 'mobile' | 'fibre' | 'tv'
  name: string
  /** Euros a month. */
  price: number
  dataGb?: number
  euGb?: number
  downMbps?: number
  upMbps?: number
  channels?: number
}

export interface People {
  names: Record<string, { first: string[]; last: string[] }>
  towns: Record<string, string[]>
  /** A number is the prefix and `digits` random digits: ranges nobody can own. */
  phones: { country: string; prefix: string; digits: number; note: string }[]
  mailDomain: string
  devices: string[]
  boxes: Record<string, Record<string, string>>
  plans: Plan[]
}

export interface Article {
  key: string
  brand: string
  lang: string
  title: string
  slug: string
  summary: string
  /** Shown by the widget before anybody has asked. */
  likely: boolean
  keywords: string[]
  questions: string[]
  /** Markdown. */
  body: string
}

export interface Canned {
  shortcut: string
  brands: string[]
  title: Words
  text: Words
}

/** What answers are scored on, and the name of the rule that picks them. */
export interface Reviews {
  name: Words
  questions: {
    slug: string
    scale: 'yes-no' | 'five'
    /** 1 to 10. */
    weight: number
    critical: boolean
    name: Words
    help: Words
  }[]
  rule: string
}

export interface Line {
  text: string
  /** File name of a picture or document sent along. */
  attach?: string
}

export interface Talk {
  lang: string
  brands: string[]
  openings: { topic: string; brands: string[]; lines: Line[] }[]
  /** Minutes without an answer → what is said then. */
  waiting: Record<'1' | '3' | '8', Line[]>
  bot: Record<'helped' | 'notHelped' | 'wantsPerson', Line[]>
  answer: Record<'phone' | 'name' | 'tried' | 'since' | 'yes' | 'no' | 'photo', Line[]>
  thanks: Line[]
  closing: Line[]
  back: Line[]
  /** Score → comments that go with it. */
  rating: Record<'1' | '2' | '3' | '4' | '5', Line[]>
}
