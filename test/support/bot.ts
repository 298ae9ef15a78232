import { openBot } from '#bot'
import type { ChatMessage } from '#channels/contract'
import { newId } from '#kernel/ids'
import type { OpenModule } from '#kernel/registry'
import { openKnowledge } from '#knowledge'
import type { KnowledgeApi } from '#knowledge/contract'
import { type Care, care, type Visitor } from './care.ts'

/** The cast with a bot that answers from two articles. */
export interface Helped extends Care {
  article(values: Partial<KnowledgeApi['POST /api/v1/articles']['body']>): Promise<string>
  /** The visitor's newest message from the other side, settled first. */
  answer(visitor: Visitor): Promise<ChatMessage>
  messages(visitor: Visitor): Promise<ChatMessage[]>
}

const puk = {
  key: 'puk',
  lang: 'fr',
  title: 'Débloquer ma carte SIM avec le code PUK',
  slug: 'code-puk',
  summary: 'Où trouver votre code PUK et comment le saisir.',
  body: '1. Ouvrez l’espace client.\n2. Choisissez **Code PUK**.\n3. Saisissez-le sur le téléphone.',
  keywords: ['puk', 'sim bloquée'],
  questions: ['où est mon code puk', 'ma carte sim est bloquée', 'code pin faux trois fois'],
  likely: true,
}
const bill = {
  key: 'bill',
  lang: 'fr',
  title: 'Comprendre ma facture',
  slug: 'comprendre-ma-facture',
  summary: 'Les raisons habituelles d’une facture plus élevée.',
  body: '- Un prorata\n- La fin d’une promotion\n- Des appels hors forfait',
  keywords: ['facture', 'montant'],
  questions: ['ma facture est trop élevée', 'pourquoi je paie plus', 'montant inconnu sur ma facture'],
  likely: false,
}

/** The small operator with a bot that has two articles to answer from. */
export async function helped(also: readonly OpenModule[] = []): Promise<Helped> {
  const the = await care({ modules: [openKnowledge, openBot, ...also] })
  const article: Helped['article'] = async (values) => {
    const id = newId()
    const post = { session: the.admin.session, json: { id, brand: the.lumo, ...puk, ...values } }
    const written = await the.app.fetch('/api/v1/articles', post)
    const published = await the.app.fetch(`/api/v1/articles/${id}/publication`, {
      session: the.admin.session,
      method: 'PUT',
    })
    if (!written.ok || !published.ok) throw new Error(`${written.status} ${await written.text()} ${published.status}`)
    return id
  }
  await article(puk)
  await article(bill)
  const messages: Helped['messages'] = async (visitor) => {
    await the.settle()
    return (await the.get({ token: visitor.token }, 'GET /api/v1/chat/conversation')).messages
  }
  const answer: Helped['answer'] = async (visitor) => {
    const last = (await messages(visitor)).findLast((message) => message.by.kind !== 'you')
    if (last === undefined) throw new Error('nobody answered')
    return last
  }
  return { ...the, article, answer, messages }
}
