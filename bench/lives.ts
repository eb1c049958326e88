import { setTimeout as pause } from 'node:timers/promises'
import { dataOf, phoneOf, wordsOf } from '../test/support/phone.ts'
import type { TestTelegram } from '../test/support/running-desk.ts'
import { spread } from './figures.ts'

const RESIDENTS_FROM = 800_000
const AT_ONCE = 40
const PATIENCE_MS = 60_000

/** Appeals through their whole life, closed loop: everybody does the next step when they see it is due. */
export async function measureLives(
  telegram: TestTelegram,
  plan: { appeals: number; secretaries: number; firstSecretary: number },
): Promise<void> {
  const { appeals, secretaries, firstSecretary } = plan
  for (let index = 0; index < secretaries; index++) {
    const id = firstSecretary + index
    telegram.world.addPerson({ id, firstName: `S${index}`, languageCode: 'en' })
    telegram.world.send(id, { text: '/start' })
  }
  await phoneOf(telegram.world, firstSecretary + secretaries - 1).sees(/./, PATIENCE_MS)
  await pause(1_000)
  const took: number[] = []
  let next = 0
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < appeals) {
        const index = next
        next += 1
        const started = performance.now()
        await live(telegram, index, index % secretaries, firstSecretary + (index % secretaries))
        took.push(performance.now() - started)
      }
    }),
  )
  const seconds = (performance.now() - begin) / 1000
  process.stdout.write(
    `whole lives: ${(appeals / seconds).toFixed(2)} appeals a second (${appeals} in ${seconds.toFixed(1)} s, ${AT_ONCE} at once)\n`,
  )
  process.stdout.write(`${spread('one life, an hour of desk time in it', took)}\n`)
}

/** Says it, submits, accepted, resolved, three taps of the return visit, closed. */
async function live(
  telegram: TestTelegram,
  index: number,
  unit: number,
  secretaryId: number,
): Promise<void> {
  const { world } = telegram
  const id = RESIDENTS_FROM + index
  world.addPerson({ id, firstName: `L${index}`, languageCode: 'en' })
  const resident = phoneOf(world, id)
  const secretary = phoneOf(world, secretaryId)
  resident.says(`The lamp at house ${index} in Community ${unit} is dark`)
  const card = await resident.seesButton('draft.', PATIENCE_MS)
  if (!dataOf(card).includes('draft.submit')) await resident.presses(`draft.place:c${unit}`)
  await resident.seesButton('draft.submit', PATIENCE_MS)
  await resident.presses('draft.submit')
  const promise = await resident.sees(/\d\d-\d{7}-\d/, PATIENCE_MS)
  const number = /\d\d-\d{7}-\d/.exec(wordsOf(promise))?.[0] ?? ''
  await secretary.seesButton(`task.accept:${number}`, PATIENCE_MS)
  await secretary.presses(`task.accept:${number}`)
  await secretary.seesButton(`task.resolve:${number}`, PATIENCE_MS)
  await secretary.presses(`task.resolve:${number}`)
  secretary.says('Mended')
  await resident.seesButton(`survey.contacted:${number}`, PATIENCE_MS)
  await resident.presses(`survey.contacted:${number}:yes`)
  await resident.seesButton(`survey.resolved:${number}`, PATIENCE_MS)
  await resident.presses(`survey.resolved:${number}:yes`)
  await resident.seesButton(`survey.satisfied:${number}`, PATIENCE_MS)
  await resident.presses(`survey.satisfied:${number}:5`)
  await resident.seesButton(`survey.done:${number}`, PATIENCE_MS)
}
