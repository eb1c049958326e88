import notices from '../../../locales/en/notice.json' with { type: 'json' }
import persons from '../../../locales/en/person.json' with { type: 'json' }
import tasks from '../../../locales/en/task.json' with { type: 'json' }
import type { Bubble } from '../../../src/sandbox/world-types.ts'
import { dataOf } from '../../support/phone.ts'
import { hasButton, lastLine, mentions, newest, type Person } from '../person.ts'
import { sendAlbum, type Resident } from '../resident.ts'
import { endedAs, happens, joinedOnce, leftOf } from './kept.ts'
import type { Stage } from './stage.ts'
import {
  accepted,
  answersAppeal,
  assigned,
  comesDue,
  draftOffers,
  hears,
  met,
  offered,
  presses,
  resolved,
  saysAfter,
  sees,
  submits,
  takes,
  writes,
} from './steps.ts'

/** Something that people do with the desk, from what has to be so before to its end on their phones. */
export interface Scenario {
  name: string
  /** The desk hears Telegram by webhook. */
  webhook?: true
  /** What happens while nobody kills anything. */
  prepare(stage: Stage): Promise<Scene>
}

export interface Scene {
  /** Throws if it cannot be brought to its end. */
  play(): Promise<void>
  /** What is wrong afterwards besides what `compare` finds; a line each. */
  faults?(): Promise<string[]>
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'submit',
    async prepare(stage) {
      const resident = await met(stage)
      return { play: () => appeals(stage, resident) }
    },
  },
  {
    name: 'first-timer',
    prepare(stage) {
      const resident = stage.newcomer()
      return Promise.resolve({ play: () => appeals(stage, resident) })
    },
  },
  {
    name: 'album',
    async prepare(stage) {
      const resident = await met(stage)
      return {
        async play() {
          sendAlbum(resident, 3)
          const [caption = ''] = resident.said.slice(-1)
          await sees(resident, () => draftOffers(resident, caption, 'draft.'), 'a draft')
          const category = `draft.category:${stage.department().name}`
          await presses(resident, 'draft.category', () => !!newestWith(resident, category))
          await presses(resident, category, () => draftOffers(resident, caption, 'draft.submit'))
          await submits(resident, caption)
        },
      }
    },
  },
  {
    name: 'webhook',
    webhook: true,
    async prepare(stage) {
      const resident = await met(stage)
      return { play: () => appeals(stage, resident) }
    },
  },
  {
    name: 'accept',
    async prepare(stage) {
      const { head, number } = await assigned(stage)
      return { play: () => takes(head, `task.accept:${number}`) }
    },
  },
  {
    name: 'note',
    async prepare(stage) {
      const { resident, head, number } = await accepted(stage)
      return {
        play: async () => hears(resident, await saysAfter(head, `task.note:${number}`, number)),
      }
    },
  },
  {
    name: 'resolve',
    async prepare(stage) {
      const given = await accepted(stage)
      return { play: () => answersAppeal(given) }
    },
  },
  {
    name: 'return',
    async prepare(stage) {
      const { head, number } = await assigned(stage)
      return {
        async play() {
          await saysAfter(head, `task.return:${number}`, number)
          const { dispatcher } = stage
          const deny = () => requestAbout(dispatcher, number)
          await sees(dispatcher, () => deny() !== undefined, `the request to return ${number}`)
          await takes(dispatcher, deny() ?? '')
          const isTold = () =>
            !!newest(head, (one) => mentions(one, number) && mentions(one, DENIED))
          await sees(head, isTold, 'that it stays')
        },
      }
    },
  },
  {
    name: 'survey',
    async prepare(stage) {
      const { resident, number } = await resolved(stage)
      await comesDue(stage, 'survey', number)
      const contacted = `survey.contacted:${number}:yes`
      await sees(resident, () => !!newestWith(resident, contacted), 'the return visit')
      return {
        async play() {
          await takes(resident, contacted)
          await takes(resident, `survey.resolved:${number}:yes`)
          await takes(resident, `survey.satisfied:${number}:5`)
          await takes(resident, `survey.done:${number}`)
        },
        faults: () => endedAs(stage, number, 'solved_confirmed'),
      }
    },
  },
  {
    name: 'join',
    async prepare(stage) {
      const { name } = stage.department()
      const first = stage.newcomer()
      await submits(first, await writes(first, name))
      const neighbour = await met(stage)
      return {
        async play() {
          const token = await writes(neighbour, name)
          await sees(neighbour, () => draftOffers(neighbour, token, 'draft.join'), 'me too')
          const number = offered(neighbour, 'draft.join')?.split(':')[1] ?? ''
          neighbour.joined.add(number)
          // Of a draft that came twice a press on the first copy brings a third: only the card of the appeal tells.
          const isIn = () => !!newest(neighbour, (one) => hasButton(one, `appeal.show:${number}`))
          await presses(neighbour, `draft.join:${number}`, isIn)
        },
        faults: () => joinedOnce(stage, neighbour.id),
      }
    },
  },
  {
    name: 'forget',
    async prepare(stage) {
      const { resident, number } = await accepted(stage)
      return {
        async play() {
          stage.apart.add(resident.id)
          stage.traffic.world.send(resident.id, { text: '/forget' })
          await sees(resident, () => !!newestWith(resident, 'forget:yes'), 'the question')
          const isForgotten = () => !!newest(resident, (one) => mentions(one, persons.forgotten))
          await presses(resident, 'forget:yes', isForgotten)
        },
        faults: () => leftOf(stage, resident.said, number),
      }
    },
  },
  {
    name: 'timers',
    async prepare(stage) {
      const { number } = await resolved(stage)
      return {
        async play() {
          for (const kind of ['survey', 'survey_remind', 'survey_close']) {
            await comesDue(stage, kind, number)
            await happens(stage, kind, number)
          }
        },
        faults: () => endedAs(stage, number, 'solved_unconfirmed'),
      }
    },
  },
  {
    name: 'blocked',
    async prepare(stage) {
      const { resident, head, number } = await accepted(stage)
      return {
        async play() {
          stage.apart.add(resident.id)
          stage.traffic.world.block(resident.id)
          await saysAfter(head, `task.note:${number}`, number)
          const isTold = () =>
            !!newest(head, (one) => mentions(one, number) && mentions(one, tasks.unreachable))
          await sees(head, isTold, 'that the resident is not reachable')
          const line = lastLine(resident)
          stage.traffic.world.unblock(resident.id)
          const isBack = () =>
            !!newest(resident, (one) => one.messageId > line && mentions(one, number))
          await sees(resident, isBack, 'their appeal again')
        },
      }
    },
  },
]

async function appeals(stage: Stage, resident: Resident): Promise<void> {
  await submits(resident, await writes(resident, stage.department().name))
}

/** How the notice of a refused request ends. */
const DENIED = notices.requester.denied.replace(/^.*\}\}/, '')

/** The button that refuses the request of this appeal. */
function requestAbout(person: Person, number: string): string | undefined {
  const isRequest = (data: string) => data.startsWith('task.deny:')
  const card = newest(person, (one) => mentions(one, number) && dataOf(one).some(isRequest))
  return card && dataOf(card).find(isRequest)
}

function newestWith(person: Person, data: string): Bubble | undefined {
  return newest(person, (one) => hasButton(one, data))
}
