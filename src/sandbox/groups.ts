import type { Chats } from './state/chats.ts'

/** Groups that have let the bot in. Their ids are below zero, and nobody writes in them here. */
export interface Groups {
  add(id: number, title: string, hasTopics: boolean): void
  /** The group becomes a supergroup under the new id; the old one only tells where it is. */
  migrate(id: number, to: number): void
  /** What was meant for a topic stands in the main chat from now on. */
  switchTopicsOff(id: number): void
}

export function createGroups(chats: Chats): Groups {
  const add = (id: number, title: string, hasTopics: boolean): void => {
    chats.add({ id, firstName: title, languageCode: '' })
    Object.assign(chats.of(id), { hasStarted: true, group: { hasTopics } })
  }
  return {
    add,
    migrate(id, to) {
      const { person, group } = chats.of(id)
      add(to, person.firstName, group?.hasTopics === true)
      Object.assign(chats.of(id), { group: { hasTopics: false, movedTo: to } })
    },
    switchTopicsOff(id) {
      Object.assign(chats.of(id), { group: { hasTopics: false } })
    },
  }
}
