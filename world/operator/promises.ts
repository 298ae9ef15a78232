import type { SlaApi } from '#sla/contract'
import type { Brand, Operator } from '../content/index.ts'
import { operatorId } from './names.ts'
import { brandId } from './people.ts'
import { type Step, step } from './step.ts'

/** From this year on, every year. */
const SINCE = 2025
const calendarId = (brand: string): string => operatorId('calendar', brand)

/** When each brand's people work, as the brand itself says. */
export const calendarSteps = ({ brands }: Operator): Step[] =>
  brands.map((brand) =>
    step('POST /api/v1/calendars', {
      body: { id: calendarId(brand.slug), brand: brandId(brand.slug), ...hoursOf(brand) },
    }),
  )

const hoursOf = (brand: Brand) => ({
  name: `${brand.name}: office hours`,
  timeZone: brand.zone,
  week: brand.hours.flatMap(({ day, open }) => open.map(([from, to]) => ({ day, from, to }))),
  holidays: brand.closedDays.map((day) => ({
    name: dayNames[day] ?? 'Closed',
    date: `${SINCE}-${day}`,
    yearly: true,
    from: null,
    to: null,
  })),
})
const dayNames: Readonly<Record<string, string>> = {
  '01-01': 'New Year',
  '05-01': 'Labour Day',
  '07-21': 'National Day',
  '11-01': 'All Saints',
  '11-11': 'Armistice Day',
  '12-25': 'Christmas Day',
}

type Promised = Omit<SlaApi['POST /api/v1/sla-policies']['body'], 'id' | 'brand' | 'name' | 'calendar'>
const nothing = { queues: [], channels: [], priorities: [] }

/** The usual, chats where somebody looks at the window, and what interrupts a service, which has no closing time. */
const promises: readonly { slug: string; name: string; always: boolean; promised: Promised }[] = [
  {
    slug: 'usual',
    name: 'Usual',
    always: false,
    promised: { takes: nothing, first: 120, next: 120, resolution: 1_440, warn: 75, place: 0 },
  },
  {
    slug: 'chat',
    name: 'Chat',
    always: false,
    promised: {
      takes: { ...nothing, channels: ['chat.web'] },
      first: 15,
      next: 10,
      resolution: 480,
      warn: 66,
      place: 1,
    },
  },
  {
    slug: 'interrupted',
    name: 'Service interrupted',
    always: true,
    promised: { takes: { ...nothing, priorities: ['P1'] }, first: 30, next: 30, resolution: 1_440, warn: 75, place: 0 },
  },
]

export const promiseSteps = ({ brands }: Operator): Step[] =>
  brands.flatMap(({ slug: brand }) =>
    promises.map(({ slug, name, always, promised }) =>
      step('POST /api/v1/sla-policies', {
        body: {
          id: operatorId('sla-policy', `${brand} ${slug}`),
          brand: brandId(brand),
          name,
          calendar: always ? null : calendarId(brand),
          ...promised,
        },
      }),
    ),
  )
