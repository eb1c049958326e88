import { act, type Carried } from '../../src/actions/act.ts'
import { actOnDemand } from '../../src/actions/demands/act.ts'
import { inTransaction, type Desk, type Work } from '../../src/actions/desk.ts'
import { doWhatIsDue } from '../../src/actions/due.ts'
import { importOrganisation } from '../../src/actions/import-organisation.ts'
import { submit } from '../../src/actions/submit.ts'
import { createReads } from '../../src/classify/reads.ts'
import { actorOf, DESK } from '../../src/domain/actor.ts'
import type { Moment } from '../../src/domain/appeal.ts'
import type { Command } from '../../src/domain/command.ts'
import type { Refusal } from '../../src/domain/refusal.ts'
import type { DemandArguments } from '../../src/flows/effect.ts'
import type { Draft, DraftContent, Guess } from '../../src/flows/facts.ts'
import { namesOf } from '../../src/org/names.ts'
import { createSearch } from '../../src/queries/search.ts'
import { findAppeal, type StoredAppeal } from '../../src/store/appeals.ts'
import { openDatabase } from '../../src/store/database.ts'
import { saveDraft } from '../../src/store/drafts.ts'
import { meetPerson, personByTelegram, type StoredPerson } from '../../src/store/people.ts'
import { createRenderer } from '../../src/text/render.ts'
import { NOW, ORG, RULES } from './builders.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'

/** Telegram accounts of the staff in builders.ts. */
export const STAFF = { handler: 102, head: 103, dispatcher: 104, leader: 105, secretary: 106 }

export interface Parcel {
  id: number
  chat: number
  delivery: string
  method: string
  state: string
  /** The body as it would go to Telegram, as text. */
  body: string
  /** What the message is or edits. */
  kind: string | null
  subject: string | null
}

/** A desk with a real database and real texts, without Telegram, and with a time that only tests move. */
export interface TestDesk {
  desk: Desk
  url: string
  at(moment: Moment): void
  later(hours: number): void
  /** A resident, or a member of staff, by their account. */
  person(telegramId: number, name?: string): Promise<StoredPerson>
  write(telegramId: number, words: string, change?: Partial<Draft>): Promise<Draft>
  submit(telegramId: number, words: string, change?: Partial<Draft>): Promise<string>
  act(
    who: number | 'desk',
    number: string,
    command: Command,
    carried?: Partial<Carried>,
  ): ReturnType<typeof act>
  demand(who: number, args: DemandArguments): Promise<Refusal | null>
  appeal(number: string): Promise<StoredAppeal>
  /** The waiting request of an appeal. */
  request(number: string): Promise<number>
  work<Result>(does: (work: Work) => Promise<Result>): Promise<Result>
  /** Does everything that is due now; gives how much it was. */
  due(): Promise<number>
  /** All parcels, or those to one chat, oldest first. */
  parcels(chat?: number): Promise<Parcel[]>
  /** As if everything had been sent, so that the next parcels stand alone. */
  clearOutbox(): Promise<void>
  close(): Promise<void>
}

/** With a database of its own, or with the one that is given. */
export async function openTestDesk(given?: FreshDatabase): Promise<TestDesk> {
  const fresh = given ?? (await freshDatabase())
  const db = await openDatabase(fresh.url)
  await importOrganisation(db, RULES, NOW)
  let now = NOW
  const names = namesOf(ORG, { units: new Map(), categories: new Map() })
  const renderer = createRenderer(names, ORG.timezone)
  const desk: Desk = {
    db,
    rules: RULES,
    renderer,
    classify,
    reads: createReads(ORG),
    search: createSearch(ORG),
    learn: () => undefined,
    botName: () => 'TestDeskBot',
    now: () => now,
  }
  const work: TestDesk['work'] = (does) => inTransaction(desk, does)

  async function person(telegramId: number, name = `P${telegramId}`): Promise<StoredPerson> {
    return work(async ({ tx }) => {
      const known = await personByTelegram(tx, telegramId)
      return known ?? (await meetPerson(tx, null, { telegramId, name, locale: 'en' })).person
    })
  }

  async function write(telegramId: number, words: string, change: Partial<Draft> = {}) {
    const { id } = await person(telegramId)
    return work(({ tx }) => saveDraft(tx, id, null, { ...draftOf(words), ...change }, now))
  }

  return {
    ...{ desk, url: fresh.url, work, person, write },
    at: (moment) => void (now = moment),
    later: (hours) => void (now = now.add({ minutes: Math.round(hours * 60) })),
    async submit(telegramId, words, change) {
      const draft = await write(telegramId, words, change)
      const resident = await person(telegramId)
      return work((given) => submit(given, resident, draft))
    },
    async act(who, number, command, carried) {
      const actor = who === 'desk' ? DESK : actorOf(await person(who))
      const along = { words: '', files: [], ...carried }
      return work((given) => act(given, number, command, actor, along))
    },
    async demand(who, args) {
      const actor = await person(who)
      return work((given) => actOnDemand(given, actor, args))
    },
    async appeal(number) {
      const found = await findAppeal(db.prisma, number)
      if (!found) throw new Error(`no appeal ${number}`)
      return found
    },
    async request(number) {
      const where = { appeal: { number }, state: 'pending' as const }
      return (await db.prisma.request.findFirstOrThrow({ where })).id
    },
    async due() {
      let done = 0
      for (let some = await doWhatIsDue(desk); some > 0; some = await doWhatIsDue(desk))
        done += some
      return done
    },
    async parcels(chat) {
      const rows = await db.prisma.outbox.findMany({
        where: chat === undefined ? {} : { chat: BigInt(chat) },
        include: { card: { select: { kind: true, subject: true } } },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ id, chat, delivery, method, state, body, card }) => ({
        ...{ id, chat: Number(chat), delivery, method, state, body: JSON.stringify(body) },
        ...{ kind: card?.kind ?? null, subject: card?.subject ?? null },
      }))
    },
    async clearOutbox() {
      await db.prisma.outbox.deleteMany()
    },
    async close() {
      await db.close()
      await fresh.drop()
    },
  }
}

/** Sure of two words, and of nothing else. */
function classify(text: string): Guess {
  const category = /power/.test(text) ? 'power' : /noise/.test(text) ? 'noise' : null
  const likely = category ? [category] : []
  return { category, sure: category !== null, likely, because: likely }
}

function draftOf(text: string): DraftContent {
  return {
    ...{ text, files: [], category: classify(text).category, categoryBy: 'guess' },
    ...{ place: 'anshun', placeBy: 'home', pin: null, anonymous: false, caller: null },
  }
}
