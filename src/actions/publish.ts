import { createHash } from 'node:crypto'
import { LOCALES, type Locale } from '../domain/organisation.ts'
import type { Parcel } from '../store/outbox.ts'
import { rememberCommands, staffWhoTalked, type StoredPerson } from '../store/people.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { commandsFor } from '../text/commands.ts'
import { descriptionIn } from '../text/description.ts'
import { inTransaction, type Desk, type Work } from './desk.ts'

/** Chat id of what is addressed to no chat at all. */
const NOBODY = 0
const SETTING = 'commands'

/**
 * At every start: publishes what everybody sees of the bot, the description for those who have not written yet and the
 * commands, and the commands of the staff, where they changed.
 */
export function publishProfile(desk: Desk): Promise<void> {
  return inTransaction(desk, async (work) => {
    const { tx, outgoing } = work
    const usual = desk.rules.org.locale
    const parcels = [null, ...LOCALES].flatMap((locale) => parcelsForAll(locale, usual))
    const digest = digestOf(parcels)
    if ((await readSetting(tx, SETTING)) !== digest) {
      outgoing.push(...parcels)
      await writeSetting(tx, SETTING, digest)
    }
    for (const person of await staffWhoTalked(tx)) await publishCommands(work, person)
  })
}

function parcelsForAll(locale: Locale | null, usual: Locale): Parcel[] {
  const spoken = locale ?? usual
  const language = locale ? { language_code: locale.slice(0, 2) } : {}
  return Object.entries({
    setMyCommands: { commands: commandsFor([], spoken) },
    setMyDescription: { description: descriptionIn(spoken) },
  }).map(([method, body]): Parcel => {
    return { chat: NOBODY, delivery: 'edit', method, body: { ...body, ...language } }
  })
}

/** Publishes a person's own commands to their chat, by their posts and in their language, if they changed. */
export async function publishCommands(work: Work, person: StoredPerson): Promise<void> {
  const roles = [...new Set(person.posts.map(({ role }) => role))]
  const commands = roles.length > 0 ? commandsFor(roles, person.locale) : null
  const digest = commands && digestOf(commands)
  if (digest === person.commands) return
  const scope = { type: 'chat', chat_id: person.telegramId }
  work.outgoing.push({
    chat: person.telegramId,
    delivery: 'edit',
    method: commands ? 'setMyCommands' : 'deleteMyCommands',
    body: { scope, ...(commands ? { commands } : {}) },
  })
  await rememberCommands(work.tx, person.id, digest)
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
