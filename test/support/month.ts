import { appendEntry } from '../../src/store/history.ts'
import { randomFrom } from '../crash/random.ts'
import { STAFF, type TestDesk } from './desk.ts'

/**
 * A small world with a bit of everything: appeals of two units, signed for early and late, given back, extended,
 * joined, replied to, answered well and badly, by several households or by nobody, and worked on again. The same
 * every time. Charges stand beside it as somebody else writes them.
 */
export async function playMonth(desk: TestDesk, appeals: number): Promise<void> {
  const dice = randomFrom(20261123)
  const chance = (share: number) => dice.part() < share
  const hours = (most: number) => dice.below(most)
  const later = async (most: number) => {
    desk.later(hours(most))
    await desk.due()
  }
  for (let count = 0; count < appeals; count++) {
    const resident = 1000 + count * 10
    const isNoise = count % 3 === 0
    const who = isNoise ? STAFF.secretary : STAFF.handler
    const number = await desk.submit(resident, isNoise ? 'noise' : 'power')
    if (chance(0.3)) await desk.act(resident + 1, number, { act: 'join' })
    if (count % 8 === 4) await giveBack(desk, number, who)
    await later(6)
    await desk.act(who, number, { act: 'accept' })
    if (count % 6 === 1) await extend(desk, number, who)
    await workOn(desk, { number, resident, who, chance, later })
    desk.later(2)
  }
  await close(desk)
  await chargeAll(desk, hours)
}

interface Given {
  number: string
  resident: number
  who: number
  chance: (share: number) => boolean
  later: (most: number) => Promise<void>
}

/** Up to three rounds: replied, answered or not, and back to work where somebody is not content. */
async function workOn(desk: TestDesk, { number, resident, who, chance, later }: Given) {
  for (let round = 0; round < 3; round++) {
    await later(120)
    await desk.act(who, number, { act: 'resolve' }, { words: `done ${round}` })
    for (const person of [resident, resident + 1]) {
      if (chance(0.25)) continue
      const isSolved = chance(0.6)
      const answers = [
        ['contacted', chance(0.8) ? 'yes' : 'no'],
        ['solved', isSolved ? 'yes' : chance(0.7) ? 'partly' : 'no'],
        ...(chance(0.85) ? [['satisfied', isSolved ? '5' : chance(0.5) ? '3' : '2']] : []),
      ] as const
      for (const [act, answer] of answers) await desk.act(person, number, { act, answer } as never)
    }
    if ((await desk.appeal(number)).status !== 'accepted') return
  }
}

async function giveBack(desk: TestDesk, number: string, who: number) {
  await desk.act(who, number, { act: 'ask_return' }, { words: 'not ours' })
  const unit = who === STAFF.handler ? 'housing' : 'anshun'
  const request = await desk.request(number)
  await desk.act(STAFF.dispatcher, number, { act: 'approve_return', request, unit })
}

async function extend(desk: TestDesk, number: string, who: number) {
  await desk.act(who, number, { act: 'ask_extension', days: 2 }, { words: 'parts' })
  const request = await desk.request(number)
  await desk.act(STAFF.dispatcher, number, { act: 'approve_extension', request })
}

/** The time of every return visit runs out; then one is opened again, and one turns out to be explained. */
async function close(desk: TestDesk) {
  desk.later(100)
  await desk.due()
  const closed = await desk.desk.db.prisma.appeal.findMany({
    where: { status: 'closed', outcome: { in: ['partly', 'solved_unconfirmed'] } },
    orderBy: { id: 'asc' },
    take: 2,
  })
  const [explained, again] = closed
  if (!explained || !again) throw new Error('this world is too small')
  await desk.desk.db.prisma.appeal.update({
    where: { id: explained.id },
    data: { outcome: 'explained' },
  })

  await desk.work(({ tx, now }) =>
    appendEntry(tx, again, {
      ...{ at: now, act: 'reopen', actorId: again.residentId, role: 'resident' },
      ...{ from: 'closed', to: 'accepted', unit: again.unit, data: {}, words: '', files: [] },
    }),
  )
}

async function chargeAll(desk: TestDesk, hours: (most: number) => number) {
  const appeals = await desk.desk.db.prisma.appeal.findMany({ include: { history: true } })
  const data = appeals.flatMap(({ id, history }) =>
    history
      .filter(({ act }) => act === 'resolve')
      .flatMap(({ at, unit }, round) =>
        // Two stretches: a question to the resident stood in between.
        [0, 1].map(() => {
          const minutes = 1 + hours(900)
          const from = new Date(at.getTime() - minutes * 60_000)
          return { appealId: id, unit: unit ?? '', round, from, to: at, minutes }
        }),
      ),
  )
  await desk.desk.db.prisma.charge.createMany({ data })
}
