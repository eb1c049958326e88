import { createHash } from 'node:crypto'
import { LOCALES, type Locale } from '../domain/organisation.ts'
import type { Parcel } from '../store/outbox.ts'
import { rememberCommands, staffWhoTalked, type StoredPerson } from '../store/people.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { commandsFor } from '../text/commands.ts'
import { inTransaction, type Desk, type Work } from './desk.ts'

/** Chat id of what is addressed to no chat at all. */
const NOBODY = 0
const SETTING = 'commands'

/** At every start: publishes the commands of everybody, and those of the staff, where they changed. */
export function publishAllCommands(desk: Desk): Promise<void> {
  return inTransaction(desk, async (work) => {
    const { tx, outgoing } = work
    const parcels = [null, ...LOCALES].map((locale) => parcelForAll(locale, desk.rules.org.locale))
    const digest = digestOf(parcels)
    if ((await readSetting(tx, SETTING)) !== digest) {
      outgoing.push(...parcels)
      await writeSetting(tx, SETTING, digest)
    }
    for (const person of await staffWhoTalked(tx)) await publishCommands(work, person)
  })
}

function parcelForAll(locale: Locale | null, usual: Locale): Parcel {
  const body = {
    commands: commandsFor([], locale ?? usual),
    ...(locale ? { language_code: locale.slice(0, 2) } : {}),
  }
  return { chat: NOBODY, delivery: 'edit', method: 'setMyCommands', body }
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
