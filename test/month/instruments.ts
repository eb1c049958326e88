import type pg from 'pg'
import { dataOf } from '../support/phone.ts'
import { pressAndSay, type Life } from './lives.ts'
import { whoHandles, headOf, LEADERS, type Unit } from './organisation.ts'
import type { RemotePhone, Sandbox } from './sandbox.ts'

/** Everything that people do in the month besides the ordinary work, on their phones. */
export interface Instruments {
  /** A resident urges, once. */
  urge(life: Life): Promise<void>
  /** Two leaders sign one directive, the unit answers, the first is content. */
  doubleDirective(life: Life): Promise<void>
  /** A leader reminds a unit, which answers. */
  reminder(life: Life): Promise<void>
  /** On the spot, tomorrow: planned by the handler, recorded once it was held. */
  planMeeting(life: Life): Promise<void>
  recordMeeting(life: Life): Promise<void>
  /** Another unit helps and reports back. */
  help(life: Life, unit: Unit): Promise<void>
  /** Ten neighbours join. */
  neighbours(life: Life): Promise<void>
  /** A leader takes on the key appeal from the board. */
  claim(life: Life): Promise<void>
  /** Three contacts, then the end by two leaders. */
  explainClaim(life: Life): Promise<void>
  /** The unit answers the order of a rule, tells the resident, and its supervisor strikes it off. */
  answerOrder(life: Life): Promise<void>
  /** Three contacts on record, then the unit asks to end it as explained, and a leader agrees. */
  explain(life: Life): Promise<void>
  /** The chair begins, decides this matter, and ends; gives how many were on the agenda. */
  review(late: Life): Promise<number>
  /** Whoever was to report does so. */
  reportDecision(): Promise<void>
}

type Row = Record<string, number | string | null>

export function instruments(sandbox: Sandbox, pool: pg.Pool): Instruments {
  const [mayor, secretary] = LEADERS
  const phone = (id: number) => sandbox.phone(id)

  async function sql(statement: string, ...values: unknown[]): Promise<Row[]> {
    return (await pool.query<Row>(statement, values)).rows
  }

  /** The paper of this kind about this appeal, the latest; waits until it is there. */
  async function paperAbout(kind: string, number: string): Promise<number> {
    for (let tries = 0; tries < 300; tries += 1) {
      const [row] = await sql(
        `SELECT paper.id FROM paper JOIN appeal ON appeal.id = appeal_id
         WHERE kind = $1::"PaperKind" AND number = $2 ORDER BY paper.id DESC LIMIT 1`,
        kind,
        number,
      )
      if (row) return Number(row['id'])
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`no ${kind} about ${number}`)
  }

  async function task(who: RemotePhone, number: string): Promise<void> {
    const since = await who.mark()
    await who.says(`/task ${number}`)
    await who.sees((one) => one.messageId > since && (one.text ?? '').includes(number))
  }

  /** The card of a paper that offers this act. */
  async function open(who: RemotePhone, id: number, act: string): Promise<void> {
    // The card itself comes, or a short message that leads to it.
    const [does, shows] = [`paper.do:${id}:${act}`, `paper.show:${id}`]
    const isWay = (data: string) => data === does || data === shows
    const way = await who.sees((one) => dataOf(one).some(isWay))
    if (!dataOf(way).includes(does)) {
      await who.presses(shows)
      await who.seesButton(does)
    }
  }

  /** Opens the card of a paper, and does something on it. */
  async function onPaper(who: RemotePhone, id: number, act: string, words?: string) {
    const since = await who.mark()
    await open(who, id, act)
    if (words === undefined) await who.presses(`paper.do:${id}:${act}`)
    else await pressAndSay(who, `paper.do:${id}:${act}`, words)
    if (words !== undefined) await who.sees((one) => one.messageId > since, since)
    await settle(id, act)
  }

  /** Until the act stands in the log of the paper. */
  async function settle(id: number, act: string): Promise<void> {
    const [name] = act.split(':')
    for (let tries = 0; tries < 200; tries += 1) {
      const rows = await sql(`SELECT 1 FROM paper_entry WHERE paper_id = $1 AND act = $2`, id, name)
      if (rows.length > 0) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`paper ${id} never had ${act}`)
  }

  async function contacts(who: RemotePhone, number: string): Promise<void> {
    for (const how of ['called them', 'went there', 'spoke with the family']) {
      await task(who, number)
      const since = await who.mark()
      await pressAndSay(who, `task.contact:${number}`, `We ${how} and said why`)
      await who.sees((one) => one.messageId > since && (one.text ?? '').includes(number), since)
    }
  }

  return {
    async urge({ resident, number }) {
      await resident.presses(`appeal.remind:${number}`)
    },
    async doubleDirective({ number, plan }) {
      const [first, second] = [phone(mayor), phone(secretary)]
      await task(first, number)
      await first.presses(`paper.open:${number}:directive`)
      await pressAndSay(first, `paper.open:${number}:directive:instruct`, 'Go there, within 3 days')
      const id = await paperAbout('directive', number)
      await task(second, number)
      await onPaper(second, id, 'second', 'I agree, please hurry')
      await onPaper(phone(headOf(plan.unit)), id, 'answer', 'We were there this morning')
      await onPaper(first, id, 'accept')
    },
    async reminder({ number, plan }) {
      const leader = phone(mayor)
      await task(leader, number)
      await leader.presses(`paper.open:${number}:directive`)
      await leader.presses(`paper.open:${number}:directive:just_remind`)
      const id = await paperAbout('directive', number)
      await onPaper(phone(headOf(plan.unit)), id, 'answer', 'Tomorrow at nine')
      await task(leader, number)
      await onPaper(leader, id, 'accept')
    },
    async planMeeting({ number, plan }) {
      const handler = phone(whoHandles(plan))
      await task(handler, number)
      await handler.presses(`paper.open:${number}:meeting`)
      await handler.presses(`paper.open:${number}:meeting:in.onsite`)
      await handler.presses(`paper.open:${number}:meeting:in.onsite.`)
      const time = `paper.open:${number}:meeting:onsite.`
      await handler.seesButton(time)
      await pressAndSay(handler, time, 'At the gate, with the owners')
      await paperAbout('meeting', number)
    },
    async recordMeeting({ number, plan }) {
      const handler = phone(whoHandles(plan))
      const id = await paperAbout('meeting', number)
      await task(handler, number)
      await handler.presses(`paper.show:${id}`)
      await handler.presses(`paper.do:${id}:record`)
      await pressAndSay(handler, `paper.do:${id}:record:agreed`, 'The owners agree to the plan')
      await settle(id, 'record')
    },
    async help({ number, plan }, unit) {
      const handler = phone(whoHandles(plan))
      await task(handler, number)
      await handler.presses(`task.help:${number}`)
      await pressAndSay(handler, `task.help:${number}:${unit}`, 'Please bring your machine')
      const helper = phone(headOf(unit))
      await helper.seesButton(`task.helped:${number}`)
      await pressAndSay(helper, `task.helped:${number}`, 'The machine was there')
    },
    async neighbours({ number, plan, words }) {
      for (let count = 0; count < 10; count += 1) {
        const neighbour = await sandbox.newcomer()
        await neighbour.says(words)
        await neighbour.presses(`draft.place:${plan.place}`)
        await neighbour.presses(`draft.join:${number}`)
        await neighbour.seesButton(`appeal.show:${number}`)
      }
      await paperAbout('claim', number)
    },
    async claim({ number }) {
      const id = await paperAbout('claim', number)
      const leader = phone(mayor)
      await leader.says('/claims')
      await leader.seesButton(`paper.show:${id}`)
      await leader.presses(`paper.show:${id}`)
      await leader.presses(`paper.do:${id}:claim`)
      await leader.seesButton(`paper.do:${id}:claim:`)
      await pressAndSay(leader, `paper.do:${id}:claim:5`, 'Look at it\nBring both units together')
      await settle(id, 'claim')
      await leader.presses(`paper.show:${id}`)
      await leader.presses(`paper.do:${id}:tick`)
      await leader.presses(`paper.do:${id}:tick:1`)
      await settle(id, 'tick')
    },
    async explainClaim({ number }) {
      const id = await paperAbout('claim', number)
      const [row] = await sql(
        `SELECT telegram_id::int AS who FROM paper JOIN person ON person.id = leader_id
         WHERE paper.id = $1`,
        id,
      )
      const taker = phone(Number(row?.['who']))
      for (const how of ['called', 'visited', 'wrote']) {
        const before = await sql(
          `SELECT count(*)::int AS n FROM paper_entry WHERE paper_id = $1`,
          id,
        )
        await open(taker, id, 'contact')
        await pressAndSay(taker, `paper.do:${id}:contact`, `I ${how}, they know why`)
        const count = Number(before[0]?.['n'])
        for (let tries = 0; tries < 200; tries += 1) {
          const now = await sql(
            `SELECT count(*)::int AS n FROM paper_entry WHERE paper_id = $1`,
            id,
          )
          if (Number(now[0]?.['n']) > count) break
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
      await onPaper(taker, id, 'ask_end', 'The law does not allow it, all of it was explained')
      const other = phone(taker.id === mayor ? secretary : mayor)
      await onPaper(other, id, 'confirm_end')
    },
    async answerOrder({ number, plan }) {
      const id = await paperAbout('order', number)
      const [row] = await sql(
        `SELECT telegram_id::int AS who FROM paper JOIN person ON person.id = leader_id
         WHERE paper.id = $1`,
        id,
      )
      await onPaper(
        phone(headOf(plan.unit)),
        id,
        'answer',
        'We took too long, it is done by Friday',
      )
      const handler = phone(whoHandles(plan))
      await task(handler, number)
      await pressAndSay(handler, `task.note:${number}`, 'We come on Wednesday at nine')
      const supervisor = phone(Number(row?.['who']))
      await until(
        async () =>
          (
            await sql(
              `SELECT 1 FROM history h JOIN appeal a ON a.id = h.appeal_id
        WHERE number = $1 AND act = 'note'`,
              number,
            )
          ).length,
      )
      await onPaper(supervisor, id, 'accept')
    },
    async explain({ number, plan }) {
      const handler = phone(whoHandles(plan))
      await contacts(handler, number)
      await task(handler, number)
      await pressAndSay(
        handler,
        `task.explain:${number}`,
        'Not lawful: the wall stands on private land',
      )
      const leader = phone(secretary)
      await task(leader, number)
      await leader.presses('task.approve:')
    },
    async review(late) {
      const chair = phone(mayor)
      // Red for long, so the desk has put it on the agenda.
      const item = await paperAbout('item', late.number)
      await task(chair, late.number)
      await chair.seesButton(`paper.show:${item}`)
      const [row] = await sql(`SELECT parent_id AS id FROM paper WHERE id = $1`, item)
      const session = Number(row?.['id'])
      await onPaper(chair, session, 'begin')
      await chair.presses(`paper.show:${item}`)
      await chair.presses(`paper.do:${item}:lead`)
      await chair.presses(`paper.do:${item}:lead:buses`)
      await chair.presses(`paper.do:${item}:date`)
      await chair.presses(`paper.do:${item}:date:3`)
      await chair.presses(`paper.do:${item}:reporter`)
      await chair.seesButton(`paper.do:${item}:reporter:`)
      await chair.presses(`paper.do:${item}:reporter:`)
      await pressAndSay(chair, `paper.do:${item}:decide`, 'Buses leads, and reports in three days')
      await settle(item, 'decide')
      await chair.presses(`paper.show:${session}`)
      await chair.presses(`paper.do:${session}:end`)
      await settle(session, 'end')
      await chair.sees((one) => one.media?.kind === 'document')
      const parts = await sql(`SELECT id FROM paper WHERE parent_id = $1`, session)
      return parts.length
    },
    async reportDecision() {
      const [row] = await sql(
        `SELECT paper.id FROM paper WHERE kind = 'item' AND state = 'decided' ORDER BY id LIMIT 1`,
      )
      const id = Number(row?.['id'])
      await onPaper(phone(headOf('buses')), id, 'report', 'The stop was moved')
      await onPaper(phone(mayor), id, 'accept')
    },
  }
}

/** The month after: what leaders and heads do with the study, the notice and the interview. */
export async function monthEnd(
  sandbox: Sandbox,
  turnTo: (local: string) => Promise<void>,
  pool: pg.Pool,
  objected: Life,
): Promise<void> {
  const [mayor, secretary] = LEADERS
  const [leader, other] = [sandbox.phone(mayor), sandbox.phone(secretary)]
  const idOf = async (kind: string) => {
    const { rows } = await pool.query<{ id: number }>(
      `SELECT id FROM paper WHERE kind = '${kind}' ORDER BY id DESC LIMIT 1`,
    )
    return rows[0]?.id ?? 0
  }
  const ofNovember = async (kind: string) => {
    const { rows } = await pool.query<{ id: number }>(
      `SELECT id FROM paper WHERE kind = '${kind}' AND year = 2026 AND serial = 11`,
    )
    return rows[0]?.id ?? 0
  }
  const notice = await until(() => ofNovember('notice'))
  const study = await until(() => ofNovember('study'))
  await leader.says('/notice')
  await pressAndSay(leader, `paper.do:${study}:conclude`, 'Rivers first: one plan for all of them')
  await leader.presses(`paper.do:${study}:close`)
  await leader.presses(`paper.show:${notice}`)
  await pressAndSay(leader, `paper.do:${notice}:introduce`, 'A month of much work')
  await leader.seesButton(`paper.do:${notice}:release`)
  await leader.presses(`paper.do:${notice}:release`)
  const head = sandbox.phone(headOf(objected.plan.unit))
  await head.seesButton(`paper.do:${notice}:object`)
  await head.presses(`paper.do:${notice}:object`)
  await pressAndSay(
    head,
    `paper.do:${notice}:object:${objected.plan.unit}`,
    `Number ${objected.number} was never ours`,
  )
  const objection = await until(() => idOf('objection'))
  await other.seesButton(`paper.do:${objection}:leave_out`)
  await pressAndSay(other, `paper.do:${objection}:leave_out`, 'True, it is left out')
  await until(async () => {
    const { rows } = await pool.query(`SELECT 1 FROM paper WHERE id = $1 AND state = 'upheld'`, [
      objection,
    ])
    return rows.length
  })
  await turnTo('2026-12-04T10:00')
  await leader.says('/notice')
  await leader.presses(`paper.show:${notice}`)
  await leader.presses(`paper.do:${notice}:publish`)
  await until(async () => {
    const { rows } = await pool.query(`SELECT 1 FROM notice_version WHERE published`)
    return rows.length
  })
  await leader.presses(`notice:${notice}:`)
  await pool.query('SELECT 1')
}

/** The heads of the unit that came last are called in, promise, and report. */
export async function interview(sandbox: Sandbox, pool: pg.Pool, unit: Unit, notice: number) {
  const leader = sandbox.phone(LEADERS[1])
  await leader.says('/notice')
  await leader.presses(`paper.show:${notice}`)
  await leader.presses(`notice:${notice}:group:department.0`)
  await leader.presses(`notice:${notice}:unit:${unit}`)
  await leader.presses(`paper.for:${unit}:interview`)
  const id = await until(async () => {
    const { rows } = await pool.query<{ id: number }>(
      `SELECT id FROM paper WHERE kind = 'interview'`,
    )
    return rows[0]?.id ?? 0
  })
  const head = sandbox.phone(headOf(unit))
  await leader.seesButton(`paper.do:${id}:record`)
  await pressAndSay(leader, `paper.do:${id}:record`, 'We spoke for an hour, calmly')
  await head.seesButton(`paper.do:${id}:promise`)
  await pressAndSay(
    head,
    `paper.do:${id}:promise`,
    'Every river has a name behind it within 5 days',
  )
  await head.seesButton(`paper.do:${id}:report`)
  await pressAndSay(head, `paper.do:${id}:report`, 'Done, the list is out')
  await leader.seesButton(`paper.do:${id}:accept`)
  await leader.presses(`paper.do:${id}:accept`)
}

async function until(look: () => Promise<number>): Promise<number> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await look()
    if (found > 0) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('waited in vain')
}
