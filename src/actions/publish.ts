import { createHash } from 'node:crypto'
import { LOCALES } from '../domain/organisation.ts'
import { enqueue, type Parcel } from '../store/outbox.ts'
import type { StoredPerson } from '../store/people.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { commandsFor } from '../text/commands.ts'
import { inTransaction, type Desk, type Work } from './desk.ts'

/** Chat id of what is addressed to no chat at all. */
const NOBODY = 0

/** Publishes the commands of everybody, and those of every member of staff, where they changed since. */
export function publishAllCommands(desk: Desk): Promise<void> {
  return inTransaction(desk, async (work) => {
    const { tx } = work
    const parcels = [...LOCALES.map(parcelForAll), parcelForAll(null)]
    const digest = createHash('sha256').update(JSON.stringify(parcels)).digest('base64url')
    if ((await readSetting(tx, 'commands')) !== digest) {
      await enqueue(tx, parcels)
      await writeSetting(tx, 'commands', digest)
    }
  })
}

function parcelForAll(locale: (typeof LOCALES)[number] | null): Parcel {
  return {
    chat: NOBODY,
    delivery: 'edit',
    method: 'setMyCommands',
    body: {
      commands: commandsFor([], locale ?? 'zh-CN'),
      ...(locale ? { language_code: locale.slice(0, 2) } : {}),
    },
  }
}

/** Publishes a person's own commands to their chat: by their roles, in their language. */
export async function publishCommands({ tx }: Work, person: StoredPerson): Promise<void> {
  if (person.posts.length === 0) return
  const roles = [...new Set(person.posts.map(({ role }) => role))]
  await enqueue(tx, [
    {
      chat: person.telegramId,
      delivery: 'edit',
      method: 'setMyCommands',
      body: {
        commands: commandsFor(roles, person.locale),
        scope: { type: 'chat', chat_id: person.telegramId },
      },
    },
  ])
}
