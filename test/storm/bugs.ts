import type { Focus } from './focus.ts'
import type { CheckName } from './oracle/oracle.ts'
import type { Patch } from './patch.ts'

/** A mistake that somebody could make, and the check that has to find it. */
export interface Bug {
  focus: Focus
  /** At least one fault of this check. */
  check: CheckName
  /** Nothing goes on with it: what the storm waits for will not come. */
  isDeadly?: true
  /** Found so soon that each run of the CI looks for it. */
  isQuick?: true
  patches: readonly Patch[]
}

/** Deliberate mistakes. They are made while the desk is loaded; the product does not contain them. */
export const BUGS: Readonly<Record<string, Bug>> = {
  'updates are acknowledged before they are committed': {
    focus: 'killed',
    check: 'what was acknowledged is kept',
    isQuick: true,
    patches: [
      {
        file: 'src/telegram/polling.ts',
        find: 'await takeIn(updates)',
        replace: 'void takeIn(updates).catch(() => undefined)',
      },
    ],
  },
  'updates below the highest id seen are taken for copies': {
    focus: 'repeated',
    check: 'what was acknowledged is kept',
    isDeadly: true,
    patches: [
      {
        file: 'src/store/inbox.ts',
        find: 'const usable = updates.filter((update) => Number.isSafeInteger(update.update_id))',
        replace: `const highest = (globalThis as { highest?: number }).highest ?? 0
          const usable = updates.filter((update) => update.update_id > highest)
          ;(globalThis as { highest?: number }).highest = Math.max(highest, ...updates.map((one) => one.update_id))`,
      },
    ],
  },
  'a survey whose outcome nobody knows is sent again': {
    focus: 'killed',
    check: 'a return visit is asked for once, and reminded of once',
    patches: [
      {
        file: 'src/telegram/verdict.ts',
        find: "case 'once':\n      return { id, to: 'failed', error }",
        replace: "case 'once':\n      return again(300)",
      },
    ],
  },
  'who is to hear is not asked again once a post has ended': {
    focus: 'outdated',
    check: 'whoever has no post any more hears nothing of appeals',
    patches: [
      {
        file: 'src/queries/audience.ts',
        find: 'where retired_at is null and unit = any($1::text[]) order by id`',
        replace: 'where unit = any($1::text[]) order by id`',
      },
      {
        file: 'src/store/people.ts',
        find: 'where staff.person_id = person.id and staff.retired_at is null) as staff',
        replace: 'where staff.person_id = person.id) as staff',
      },
    ],
  },
  'what waits is sent although the post has ended': {
    focus: 'outdated',
    check: 'whoever has no post any more hears nothing of appeals',
    patches: [
      {
        file: 'src/actions/withhold.ts',
        find: 'return theirs.every(Boolean) ? [] : [message]',
        replace: 'return theirs.length < 0 ? [message] : []',
      },
    ],
  },
  'retry_after is not honoured': {
    focus: 'doubted',
    check: 'a chat rests as long as Telegram wants',
    isQuick: true,
    patches: [
      {
        file: 'src/telegram/verdict.ts',
        find: 'const freezeMs = (retryAfterSeconds ?? 1) * 1000',
        replace: 'const freezeMs = 200',
      },
    ],
  },
  'words are sent with parse_mode': {
    focus: 'repeated',
    check: 'nobody’s words are read as markup',
    isQuick: true,
    patches: [
      {
        file: 'src/actions/cards.ts',
        find: 'return { text, entities, link_preview_options',
        replace: "return { text, entities, parse_mode: 'Markdown', link_preview_options",
      },
    ],
  },
  'a press that comes again under another update id counts again': {
    focus: 'repeated',
    check: 'what comes again changes nothing',
    patches: [
      {
        file: 'src/actions/respond.ts',
        find: 'press !== null && hasComeBefore(tx, press),',
        replace: 'false,',
      },
      {
        file: 'src/actions/respond.ts',
        find: 'const { toast, press } = answered',
        replace: `const { toast } = answered
    const press = answered.press === null ? null : answered.press + ' ' + incoming.inboxId`,
      },
    ],
  },
  'a message is marked as sent before it is': {
    focus: 'doubted',
    check: 'whoever has to handle it was told, at most twice too often',
    isDeadly: true,
    patches: [
      {
        file: 'src/store/sending.ts',
        find: "set state = 'sending', attempts = attempts + 1",
        replace: "set state = 'sent', attempts = attempts + 1",
      },
      {
        file: 'src/store/sending.ts',
        find: "where o.id = v.id and o.state = 'sending'",
        replace: "where o.id = v.id and o.state = 'sent' and v.state = 'sent'",
      },
    ],
  },
  'the newest message of a chat leaves first': {
    focus: 'doubted',
    check: 'each chat is in order',
    patches: [
      {
        file: 'src/telegram/chats.ts',
        find: 'chat.rows.splice(chat.busy ? Math.max(place, 1) : place, 0, row)',
        replace: 'chat.rows.splice(chat.busy ? Math.min(place, 1) : 0, 0, row)',
      },
    ],
  },
  'a press counts on a card that is out of date': {
    focus: 'outdated',
    check: 'a press counts only on the card that is out',
    patches: [
      {
        file: 'src/flows/on-card.ts',
        find: 'if (!card?.live || !row.on.includes(card.kind)) return false',
        replace: 'if (!card || !row.on.includes(card.kind)) return false',
      },
    ],
  },
  'the unit sees the name that was to be hidden': {
    focus: 'repeated',
    check: 'the unit never sees who hides the name, nor anybody’s account',
    patches: [
      {
        file: 'src/queries/views.ts',
        find: "resident: appeal.anonymous || forgotten || resident.name === '' ? null : resident.name,",
        replace: 'resident: forgotten ? null : resident.name,',
      },
    ],
  },
  'the log holds what people say': {
    focus: 'repeated',
    check: 'no log holds words, names, accounts or the token',
    patches: [
      {
        file: 'src/telegram/handle.ts',
        find: 'const readings = rows.map(({ id, update }) =>',
        replace:
          'process.stdout.write(`${JSON.stringify(rows)}\\n`)\n    const readings = rows.map(({ id, update }) =>',
      },
    ],
  },
  'a group that moved is not followed': {
    focus: 'repeated',
    check: 'a group that moved is followed, and topics that are off are noticed',
    patches: [
      {
        file: 'src/telegram/verdict.ts',
        find: 'if (migrateTo !== undefined) return {',
        replace: 'if (migrateTo === 0) return {',
      },
    ],
  },
  'what must arrive is given up at the first doubt': {
    focus: 'doubted',
    check: 'a message is tried three times at most, a survey once',
    patches: [
      {
        file: 'src/telegram/verdict.ts',
        find: "if (attempts >= MUST_SENDS) return { id, to: 'failed', error }",
        replace: "if (attempts >= 1) return { id, to: 'failed', error }",
      },
    ],
  },
  'what must arrive is tried for ever': {
    focus: 'doubted',
    check: 'a message is tried three times at most, a survey once',
    patches: [
      {
        file: 'src/telegram/verdict.ts',
        find: "if (attempts >= MUST_SENDS) return { id, to: 'failed', error }",
        replace: "if (attempts >= 99) return { id, to: 'failed', error }",
      },
    ],
  },
  'an entry of the history does not carry the one before': {
    focus: 'repeated',
    check: 'the history chain holds',
    patches: [
      {
        file: 'src/store/history.ts',
        find: 'const hash = hashOf({ previous, number',
        replace: "const hash = hashOf({ previous: '', number",
      },
    ],
  },
  'updates of one person are handled side by side': {
    focus: 'repeated',
    check: 'words are kept in the order in which they were said',
    patches: [
      {
        file: 'src/store/inbox.ts',
        find: "if (typeof id === 'number' && Number.isSafeInteger(id)) return id",
        replace: "if (typeof id === 'number' && Number.isSafeInteger(id)) return update.update_id",
      },
    ],
  },
  'a timer is taken before its work, not with it': {
    focus: 'killed',
    check: 'the history chain holds',
    isQuick: true,
    patches: [
      {
        file: 'src/actions/due.ts',
        find: 'await takeDueTimers(tx, desk.now(), { small: SMALL, most })',
        replace: `await desk.db.transaction(async (first) => {
          const timers = await takeDueTimers(first, desk.now(), { small: SMALL, most })
          return timers
        }))
        if (timers.some(({ kind }) => kind === 'survey_close'))
          await new Promise((later) => setTimeout(later, 2_000)`,
      },
    ],
  },
  'people are told after the commit, not with it': {
    focus: 'killed',
    check: 'whoever has to handle it was told, at most twice too often',
    patches: [
      {
        file: 'src/actions/respond.ts',
        find: `enqueue(
        tx,
        done.flatMap(({ outgoing }) => outgoing),
      ),`,
        replace: `setTimeout(() => {
        desk.db
          .transaction((later) => enqueue(later, done.flatMap(({ outgoing }) => outgoing)))
          .catch(() => undefined)
      }, 1_500),`,
      },
    ],
  },
}
