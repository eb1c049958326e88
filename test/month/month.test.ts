import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NoticeContent } from '../../src/figures/notice.ts'
import { verify } from '../../src/queries/verify.ts'
import { openDatabase } from '../../src/store/database.ts'
import { freshDatabase } from '../support/database.ts'
import { startDesk, type RunningDesk } from '../support/running-desk.ts'
import { countByHand } from './count.ts'
import { instruments, interview, monthEnd } from './instruments.ts'
import { accept, answer, atOnce, byHandler, resolve, submit, type Life } from './lives.ts'
import { organisation, UNITS } from './organisation.ts'
import { APPEALS, planMonth } from './plan.ts'
import { openSandboxAt, type Sandbox } from './sandbox.ts'

/** November 2026 in the sandbox: each test goes on where the one before ended. */
let desk: RunningDesk
let sandbox: Sandbox
let pool: pg.Pool
let url: string
let end: () => Promise<void>
const lives: Life[] = []

const local = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant()
const turnTo = (text: string) => sandbox.turnTo(local(text))

/** The working days of the month. */
const DAYS = Array.from({ length: 30 }, (_, at) =>
  Temporal.PlainDate.from({ year: 2026, month: 11, day: at + 1 }),
)
  .filter(({ dayOfWeek }) => dayOfWeek <= 5)
  .map(String)

/** What is not left to its ordinary course, by its number in the plan. */
const SPECIAL = {
  directive: 2,
  reminder: 3,
  meeting: 4,
  help: 5,
  joined: 11,
  late: 23,
  explained: 6,
  reviewed: 7,
  objected: 9,
} as const
/** The units never reply to these by themselves. */
const SLOW: readonly number[] = [SPECIAL.late, SPECIAL.explained, SPECIAL.reviewed]

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'month-'))
  const fresh = await freshDatabase()
  url = fresh.url
  pool = new pg.Pool({ connectionString: url, max: 3 })
  // The month begins on a Sunday evening, whenever this is played.
  const anchor = { real: Date.now(), desk: local('2026-11-01T18:00').epochMilliseconds, rate: 1 }
  await pool.query(`INSERT INTO setting (name, value) VALUES ('clock', $1)`, [anchor])
  await writeFile(join(directory, 'county.yaml'), organisation())
  desk = await startDesk({
    DATABASE_URL: url,
    DATA_DIR: directory,
    ORG_FILE: join(directory, 'county.yaml'),
    SEND_RATE: '1000',
  })
  sandbox = openSandboxAt(desk.url)
  end = async () => {
    sandbox.close()
    await desk.stop()
    await pool.end()
    await fresh.drop()
    await rm(directory, { recursive: true })
  }
})
afterAll(() => end())

/** One working day: what is new in the morning, what is signed for, what is replied to, what residents say to it. */
async function ordinaryDay(day: number, date: string): Promise<void> {
  const plan = planMonth()
  await turnTo(`${date}T09:00`)
  const fresh: Life[] = []
  await atOnce(
    plan.filter((one) => one.day === day),
    6,
    async (one) => void fresh.push(await submit(sandbox, one)),
  )
  lives.push(...fresh)
  await turnTo(`${date}T10:00`)
  await byHandler(
    fresh.filter(({ plan }) => plan.serial !== SPECIAL.late),
    (life) => accept(sandbox, life),
  )
  await special(day, 'morning')
  await turnTo(`${date}T15:00`)
  const due = lives.filter(
    ({ plan }) => plan.day + plan.takes === day && !SLOW.includes(plan.serial),
  )
  const again = lives.filter((life) => comesBack.get(life) === day)
  const replied = [...due, ...again]
  const marks = new Map<Life, number>()
  for (const life of replied) marks.set(life, await life.resident.mark())
  await byHandler(replied, (life) => resolve(sandbox, life))
  await turnTo(`${date}T16:30`)
  await atOnce(replied, 6, async (life) => {
    const said = again.includes(life) ? life.plan.again : life.plan.answer
    await answer(life, said, marks.get(life) ?? 0)
    const isBack = said !== null && (said.solved === 'no' || said.rating <= 2)
    if (isBack) comesBack.set(life, day + 1)
  })
  await special(day, 'afternoon')
}

/** The working day on which the unit replies again. */
const comesBack = new Map<Life, number>()

const lifeOf = (which: keyof typeof SPECIAL): Life => {
  const life = lives.find(({ plan }) => plan.serial === SPECIAL[which])
  if (!life) throw new Error(`${which} is not there yet`)
  return life
}

async function special(day: number, when: 'morning' | 'afternoon'): Promise<void> {
  const use = instruments(sandbox, pool)
  const steps: Record<string, () => Promise<void>> = {
    '0 morning': async () => {
      await use.doubleDirective(lifeOf('directive'))
      await use.reminder(lifeOf('reminder'))
      await use.planMeeting(lifeOf('meeting'))
      await use.help(lifeOf('help'), 'noise')
      await use.urge(lifeOf('late'))
      await use.neighbours(lifeOf('joined'))
      await use.claim(lifeOf('joined'))
    },
    '3 morning': () => use.recordMeeting(lifeOf('meeting')),
    '4 morning': () => use.explain(lifeOf('explained')),
    '8 morning': () => accept(sandbox, lifeOf('late')),
    // Friday: the desk has drawn the agenda up on Thursday.
    '9 morning': async () => {
      expect(await use.review(lifeOf('reviewed'))).toBeGreaterThan(0)
    },
    '10 morning': () => use.answerOrder(lifeOf('late')),
    '11 morning': () => use.reportDecision(),
    '18 morning': () => use.explainClaim(lifeOf('late')),
  }
  await steps[`${day} ${when}`]?.()
}

describe('a month', () => {
  it('of 300 appeals goes by, day after day, with every instrument in use', async () => {
    for (const [day, date] of DAYS.entries()) await ordinaryDay(day, date)
    expect(lives).toHaveLength(APPEALS)
  })

  it('ends with a study, a notice that was heard and published, and an interview', async () => {
    await turnTo('2026-12-01T09:00')
    await monthEnd(sandbox, turnTo, pool, lifeOf('objected'))
    const { rows } = await pool.query<{ id: number }>(
      `SELECT id FROM paper WHERE kind = 'notice' AND state = 'published'`,
    )
    await interview(sandbox, pool, 'rivers', rows[0]!.id)
  })

  it('has figures in its notice that plain SQL counts, too', async () => {
    const { rows } = await pool.query<{ content: string; digest: string }>(
      `SELECT content, digest FROM notice_version WHERE published`,
    )
    const [{ content: text, digest }] = rows as [{ content: string; digest: string }]
    expect(createHash('sha256').update(text).digest('hex')).toBe(digest)
    const content = JSON.parse(text) as NoticeContent
    const counted = await countByHand(pool, [lifeOf('objected').number], content.knownAt)
    for (const unit of UNITS) {
      const { asked, answered, response, solution, satisfaction, reworks, onTime } =
        content.units.find((one) => one.unit === unit)!
      expect(
        {
          ...{ asked, answered, response, solution, satisfaction },
          ...{ reworks: reworks.k, accepted: onTime.accept, replied: onTime.reply },
        },
        unit,
      ).toEqual(counted.get(unit))
    }
    const [departments] = content.groups.filter(({ kind }) => kind === 'department')
    expect(departments?.notRanked.map(({ unit }) => unit)).toEqual(['wages'])
    expect(departments?.backward[0]).toBe('rivers')
  })

  it('has used every instrument, each act of it written down', async () => {
    const { rows } = await pool.query<{ did: string }>(
      `SELECT DISTINCT kind || '.' || act AS did FROM paper_entry
       JOIN paper ON paper.id = paper_id ORDER BY did`,
    )
    const did = rows.map((row) => row.did)
    expect(did).toEqual(expect.arrayContaining(USED))
    const acts = await pool.query<{ act: string }>(`SELECT DISTINCT act FROM history`)
    expect(acts.rows.map((row) => row.act)).toEqual(
      expect.arrayContaining(['yellow', 'red', 'serious', 'urge', 'rework', 'ask_help', 'help']),
    )
  })

  it('has warned nobody twice, and nobody outside working time', async () => {
    const twice = await pool.query(
      `SELECT appeal_id, kind, round, extended, holder FROM warning
       GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1`,
    )
    expect(twice.rows).toEqual([])
    const { rows } = await pool.query<{ at: string }>(
      `SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'ID HH24:MI') AS at FROM (
         SELECT told_at AS at FROM warning WHERE told_at IS NOT NULL
         UNION ALL
         SELECT at FROM paper_entry WHERE act IN ('remind', 'overdue', 'escalate')) AS told`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { at } of rows) {
      const [day = '', time = ''] = at.split(' ')
      expect(Number(day), at).toBeLessThanOrEqual(5)
      const isWork = (time >= '08:30' && time < '12:00') || (time >= '13:30' && time < '17:30')
      expect(isWork, at).toBe(true)
    }
  })

  it('leaves a history in which everything holds', async () => {
    const db = await openDatabase(url)
    expect(await verify(db)).toMatchObject({ faults: 0 })
    await db.close()
  })
})

/** Of every kind of paper at least its beginning, its middle and its end. */
const USED = [
  'claim.ask_end',
  'claim.claim',
  'claim.confirm',
  'claim.confirm_end',
  'claim.contact',
  'claim.open',
  'claim.rota',
  'claim.tick',
  'directive.accept',
  'directive.answer',
  'directive.open',
  'directive.second',
  'interview.accept',
  'interview.open',
  'interview.promise',
  'interview.record',
  'interview.report',
  'item.accept',
  'item.decide',
  'item.open',
  'item.report',
  'meeting.open',
  'meeting.record',
  'notice.introduce',
  'notice.object',
  'notice.open',
  'notice.publish',
  'notice.release',
  'objection.leave_out',
  'objection.open',
  'order.accept',
  'order.answer',
  'order.open',
  'review.begin',
  'review.end',
  'review.open',
  'study.close',
  'study.conclude',
  'study.open',
  'urge.open',
]
