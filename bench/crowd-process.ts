import { setTimeout as pause } from 'node:timers/promises'
import { openPhones } from './life/phones.ts'
import { COMMUNITIES, secretaryOf } from './life/county.ts'
import type { Window, Wish } from './life/crowd.ts'
import { createLives, type Lives } from './life/lives.ts'
import { closedLoop, openLoop, type Pace } from './life/pace.ts'

/* The load generator: started by life/crowd.ts, which says what it is to do. */

const telegram = await openPhones()
const calls: Record<string, number> = {}
telegram.calls.onCall(({ method }) => {
  calls[method] = (calls[method] ?? 0) + 1
})
let lives: Lives | undefined
let pace: Pace | undefined

process.on('message', (wish: Wish) => void answer(wish))
process.on('disconnect', () => process.exit(1))

async function answer(wish: Wish): Promise<void> {
  const reply = await carryOut(wish)
  process.send?.(reply)
  if (wish.do === 'close') process.exit(0)
}

async function carryOut(wish: Wish): Promise<string | Window> {
  if (wish.do === 'open') {
    lives = createLives(telegram.world, wish)
    for (let at = 0; at < COMMUNITIES; at++) {
      const person = { id: secretaryOf(at), firstName: `书记${at}`, languageCode: 'zh-hans' }
      telegram.world.addPerson(person, true)
    }
    return telegram.origin
  }
  if (!lives) throw new Error('The crowd is not open')
  const begin = performance.now()
  switch (wish.do) {
    case 'greet':
      telegram.world.send(wish.secretary, { text: '/start' })
      await telegram.calls.next('sendMessage')
      break
    case 'closed':
      pace = closedLoop(lives, wish.atOnce)
      break
    case 'open loop':
      pace = openLoop(lives, wish.perSecond)
      break
    case 'window':
      await untilOver(lives, wish)
      break
    case 'drain':
      pace?.stop()
      while (lives.underWay() > 0 && performance.now() < begin + wish.seconds * 1000)
        await pause(50)
      break
    case 'close':
      lives.stop()
      await telegram.stop()
  }
  return take(lives, begin)
}

async function untilOver(
  of: Lives,
  { seconds, lives: wanted = Infinity }: Extract<Wish, { do: 'window' }>,
): Promise<void> {
  const before = of.ended
  const all = new Promise<void>((resolve) => {
    let ended = 0
    of.ended = () => {
      before()
      if (++ended >= wanted) resolve()
    }
  })
  await Promise.race([all, pause(seconds * 1000, undefined, { ref: true })])
  of.ended = before
}

function take(of: Lives, begin: number): Window {
  const window = {
    ...of.take(),
    seconds: (performance.now() - begin) / 1000,
    calls: { ...calls },
    total: of.total(),
    underWay: of.underWay(),
    stuck: of.stuck(),
  }
  for (const method of Object.keys(calls)) calls[method] = 0
  return window
}
