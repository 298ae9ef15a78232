import type { Article, Canned, Operator } from '../content/index.ts'
import { operatorId } from './names.ts'
import { brandId } from './people.ts'
import { type Step, step } from './step.ts'

/** Degrees between the colours of two labels: far enough to tell neighbours apart. */
const HUE_STEP = 137

export const labelSteps = ({ labels }: Operator): Step[] =>
  labels.map(({ slug, name }, at) =>
    step('POST /api/v1/labels', {
      body: { id: operatorId('label', slug), brand: null, name, hue: (at * HUE_STEP) % 360 },
    }),
  )

const disposition = (slug: string, name: Record<string, string>, parent: string | null): Step =>
  step('POST /api/v1/dispositions', { body: { id: operatorId('disposition', slug), brand: null, parent, name } })

/** Parents first. */
export const dispositionSteps = ({ dispositions }: Operator): { parents: Step[]; children: Step[] } => ({
  parents: dispositions.map(({ slug, name }) => disposition(slug, name, null)),
  children: dispositions.flatMap((parent) =>
    parent.children.map(({ slug, name }) => disposition(slug, name, operatorId('disposition', parent.slug))),
  ),
})

/** The reasons an advisor may choose: leaves of the tree. */
export const leafDispositions = ({ dispositions }: Operator): string[] =>
  dispositions.flatMap(({ children }) => children.map(({ slug }) => operatorId('disposition', slug)))

/** Of a canned response that is the same for every brand, when no brand is named. */
export const cannedId = (shortcut: string, lang: string, brand: string | null = null): string =>
  operatorId('canned', `${brand ?? 'every-brand'} ${shortcut} ${lang}`)

/** What every brand says alike belongs to none of them. */
export const cannedSteps = ({ brands }: Operator, canned: readonly Canned[]): Step[] =>
  canned.flatMap(({ shortcut, brands: whose, title, text }) => {
    const of = whose.length === brands.length ? [null] : whose
    return of.flatMap((brand) =>
      Object.keys(text)
        .filter(
          (lang) => brand === null || brands.some(({ slug, languages }) => slug === brand && languages.includes(lang)),
        )
        .map((lang) =>
          step('POST /api/v1/canned-responses', {
            body: {
              id: cannedId(shortcut, lang, brand),
              brand: brand === null ? null : brandId(brand),
              shortcut,
              lang,
              title: title[lang] ?? shortcut,
              text: text[lang] ?? '',
            },
          }),
        ),
    )
  })

const articleId = ({ brand, key, lang }: Article): string => operatorId('article', `${brand} ${key} ${lang}`)

export const articleSteps = (articles: readonly Article[]): Step[] =>
  articles.map((article) =>
    step('POST /api/v1/articles', { body: { ...article, id: articleId(article), brand: brandId(article.brand) } }),
  )

export const publicationSteps = (articles: readonly Article[]): Step[] =>
  articles.map((article) => step('PUT /api/v1/articles/:id/publication', { params: { id: articleId(article) } }))
