import { newId } from '#kernel/ids'
import { until } from '../harness/cell.ts'
import { type Entry, type Ledger, textOf } from '../harness/ledger.ts'
import type { Scene } from '../harness/scene.ts'
import { mail } from '../harness/writers/mailers.ts'

const SLOW_SECONDS = 8
/** Five tries with waits of 2, 4, 8 and 16 s at most, on a busy machine. */
const PARKED_WITHIN_MS = 150_000

export interface DeadJob {
  id: string
  kind: string
  tries: number
}
export interface Poison {
  /** The mail that can never be taken in, and the one that takes its time. */
  readonly entries: readonly Entry[]
  /** What was given up, once something was. */
  parked(): Promise<DeadJob[]>
  /** What refused it is mended, and all that was given up is asked for again. */
  mendAndReplay(): Promise<void>
}

/** A mail comes that can never be taken in, and one that takes its time. */
export async function poisonMail(scene: Scene, incoming: Ledger): Promise<Poison> {
  const [poison, slow] = [incoming.next(newId()), incoming.next(newId())]
  await plant(scene, poison, slow)
  await Promise.all([mail(scene.door, poison), mail(scene.door, slow)])
  const dead = async () => (await scene.ask<{ items: DeadJob[] }>('/api/v1/dead-jobs')).items
  return {
    entries: [poison, slow],
    parked: async () => {
      await until(async () => (await dead()).length > 0, PARKED_WITHIN_MS, 1_000)
      return dead()
    },
    mendAndReplay: async () => {
      await scene.books.ask('drop function conversations.plant cascade')
      for (const { id } of await dead()) await scene.ask(`/api/v1/dead-jobs/${id}/replay`, undefined, 'PUT')
      await until(async () => (await dead()).length === 0, 30_000, 500)
    },
  }
}

/** What no code of ours expects: the database refuses one message whatever is tried, and thinks long about another. */
async function plant({ books }: Scene, poison: Entry, slow: Entry): Promise<void> {
  await books.ask(`
    create function conversations.plant() returns trigger language plpgsql as $$ begin
      if new.text = '${textOf(poison)}' then raise exception 'planted'; end if;
      if new.text = '${textOf(slow)}' then perform pg_sleep(${SLOW_SECONDS}); end if;
      return new;
    end $$;
    create trigger plant before insert on conversations.message for each row execute function conversations.plant()`)
}
