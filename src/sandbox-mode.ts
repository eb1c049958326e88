import type { FastifyInstance } from 'fastify'
import { join } from 'node:path'
import type { Org, UnitKind } from './domain/organisation.ts'
import { createBotApi, type BotApi } from './sandbox/bot-api.ts'
import { peopleHttp, type CastMember } from './sandbox/people-http.ts'
import type { SandboxPerson } from './sandbox/world-types.ts'
import { sandboxNeighbour, sandboxResidents } from './text/sandbox-residents.ts'
import type { DeskClock } from './store/clock.ts'

/** The local Bot API accepts this one token; it opens nothing anywhere else. */
export const SANDBOX_TOKEN = '1000000001:sandbox'

/** First Telegram id of the residents; the org file names the staff. */
const RESIDENTS_FROM = 9001

export interface SandboxOptions {
  org: Org
  dataDir: string
  clock: DeskClock
  /** The clock was moved: what is due may be due now. */
  clockMoved: () => void
  reset: () => Promise<void>
}

/** The whole product on this machine: a Bot API of its own, and a page with phones to chat from. */
export async function openSandbox(
  app: FastifyInstance,
  { org, dataDir, clock, clockMoved, reset }: SandboxOptions,
): Promise<BotApi> {
  const api = createBotApi({
    token: SANDBOX_TOKEN,
    now: () => clock.now().epochMilliseconds,
    filesDir: join(dataDir, 'sandbox', 'files'),
    snapshotFile: join(dataDir, 'sandbox', 'world.json'),
  })
  const cast = castOf(org)
  for (const { person } of cast) api.world.addPerson(person)
  // Who was added before the last stop is there still.
  const known = new Set(cast.map(({ person }) => person.id))
  const added = api.world.people().filter(({ id }) => !known.has(id) && id >= RESIDENTS_FROM)
  const members = [...cast.map(({ member }) => member), ...added.map(({ id }) => residentOf(id))]
  startStaff(api, cast)
  await api.routes(app)
  await app.register(peopleHttp, {
    world: api.world,
    people: members,
    addResident: (languageCode) => {
      const id = Math.max(...api.world.people().map((person) => person.id), RESIDENTS_FROM) + 1
      const count = members.filter(({ role }) => role === 'resident').length + 1
      api.world.addPerson({ id, languageCode, firstName: sandboxNeighbour(languageCode, count) })
      members.push(residentOf(id))
      return id
    },
    clock: {
      now: () => clock.now().epochMilliseconds,
      rate: () => clock.rate(),
      setRate: async (rate) => {
        await clock.setRate(rate)
        clockMoved()
      },
      jump: async (ms) => {
        await clock.jump(ms)
        clockMoved()
      },
    },
    reset: async () => {
      await reset()
      startStaff(api, cast)
    },
    areas: org.units.flatMap(({ name, area }) =>
      area ? [{ name, ring: area.map(([lon, lat]): [number, number] => [lon, lat]) }] : [],
    ),
    timezone: org.timezone,
    deskName: org.name,
  })
  return api
}

/** What a person who starts the sandbox reads, line by line. */
export function sandboxLines(host: string, url: string): string[] {
  const open = `The sandbox is open: ${url}/`
  if (ONLY_HERE.test(host)) return [open]
  const warning = `Whoever reaches it can read and write as anybody: HOST is ${host}, which may be reached from other machines.`
  return [open, `${warning} Set HOST=127.0.0.1, or close the port to others.`]
}

/** Names and addresses that nobody reaches but this machine. */
const ONLY_HERE = /^(?:localhost|127(?:\.\d+){3}|::1)$/i

/** Everybody on the staff has pressed Start already: a bot may not write first. */
function startStaff(api: BotApi, cast: readonly Actor[]): void {
  for (const { person, member } of cast) {
    const isNew = api.world.chat(person.id).length === 0
    if (member.role !== 'resident' && isNew) api.world.send(person.id, { text: '/start' })
  }
}

interface Actor {
  person: SandboxPerson
  member: CastMember
  /** Kind of the unit. */
  kind?: UnitKind | undefined
}

/** Residents, then a secretary, a handler, a dispatcher and a leader, then everybody else on the staff. */
function castOf(org: Org): Actor[] {
  const residents = sandboxResidents().map(({ name, language }, index) => ({
    person: { id: RESIDENTS_FROM + index, firstName: name, languageCode: language },
    member: residentOf(RESIDENTS_FROM + index),
  }))
  const staff = org.staff.map((post) => {
    const unit = org.units.find(({ code }) => code === post.unit)
    const isSecretary = unit?.kind === 'community' && post.role === 'head'
    return {
      person: { id: post.telegram, firstName: post.name, languageCode: languageOf(org) },
      kind: unit?.kind,
      member: {
        id: post.telegram,
        role: isSecretary ? 'secretary' : post.role,
        unitName: { ...unit?.name },
      },
    }
  })
  return [...residents, ...firstOfEach(staff)]
}

function residentOf(id: number): CastMember {
  return { id, role: 'resident', unitName: {} }
}

/** Whose phones a newcomer needs to follow one appeal. */
const FIRST: readonly { role: string; kind?: UnitKind }[] = [
  { role: 'handler', kind: 'department' },
  { role: 'secretary' },
  { role: 'dispatcher' },
  { role: 'leader' },
]

function firstOfEach(staff: Actor[]): Actor[] {
  const first = FIRST.flatMap(
    ({ role, kind }) =>
      staff.find((one) => one.member.role === role && (!kind || one.kind === kind)) ?? [],
  )
  const seen = new Set<number>()
  return [...first, ...staff].filter(({ person }) => {
    if (seen.has(person.id)) return false
    seen.add(person.id)
    return true
  })
}

function languageOf(org: Org): string {
  return org.locale === 'zh-CN' ? 'zh-hans' : 'en'
}
