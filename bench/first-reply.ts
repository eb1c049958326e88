import { setTimeout as pause } from 'node:timers/promises'
import type { TestTelegram } from '../test/support/running-desk.ts'
import { spread } from './figures.ts'

const RESIDENTS_FROM = 700_000
const WARM_UP = 40

/**
 * From an update handed over to the first reply leaving: residents write at a steady pace, each a
 * new one, so that no pace of a chat gets in the way. A long poll is waiting, so that an update is
 * handed over the moment it is written; the reply has left when its call arrives.
 */
export async function measureFirstReply(
  telegram: TestTelegram,
  { seconds, perSecond }: { seconds: number; perSecond: number },
): Promise<void> {
  const waiting = new Map<number, number>()
  const took: number[] = []
  const stop = telegram.calls.onCall((call) => {
    const chat = Number(call.params['chat_id'])
    const written = waiting.get(chat)
    if (written === undefined) return
    waiting.delete(chat)
    took.push(call.at - written)
  })
  const total = WARM_UP + seconds * perSecond
  const begin = performance.now()
  for (let index = 0; index < total; index++) {
    await pause(Math.max(0, begin + (index * 1000) / perSecond - performance.now()))
    const id = RESIDENTS_FROM + index
    telegram.world.addPerson({ id, firstName: `R${index}`, languageCode: 'en' })
    waiting.set(id, performance.now())
    telegram.world.send(id, { text: `The street light number ${index} is broken since Monday` })
  }
  for (let tries = 0; waiting.size > 0 && tries < 100; tries++) await pause(50)
  stop()
  process.stdout.write(
    `${spread(`update to first reply at ${perSecond}/s`, took.slice(WARM_UP))}; unanswered ${waiting.size}\n`,
  )
}
