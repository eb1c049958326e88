import { describe, expect, it } from 'vitest'
import { createRate, createWaitingLine } from '../../src/telegram/rate.ts'
import type { RealTime } from '../../src/telegram/real-time.ts'

const MOST = 3
const WINDOW_MS = 1_000

/** A time that goes on only when it is told to. */
function timeByHand(): RealTime & { goTo(ms: number): Promise<void> } {
  let now = 0
  let alarms: { at: number; ring: () => void }[] = []
  return {
    now: () => now,
    after(ms, ring) {
      const alarm = { at: now + ms, ring }
      alarms.push(alarm)
      return () => (alarms = alarms.filter((one) => one !== alarm))
    },
    async goTo(ms) {
      for (let next; (next = alarms.toSorted((a, b) => a.at - b.at)[0]) && next.at <= ms;) {
        now = next.at
        alarms = alarms.filter((one) => one !== next)
        next.ring()
        // Whoever was woken does what it does before the next alarm.
        await new Promise(setImmediate)
      }
      now = ms
      await new Promise(setImmediate)
    },
  }
}

describe('the rate over all chats', () => {
  it('lets the fourth of three go when the first is a window ago, whenever that window began', () => {
    const rate = createRate(MOST, WINDOW_MS)
    for (const at of [0, 400, 900]) {
      expect(rate.nextAt(at)).toBe(at)
      rate.take(at, 1)
    }
    expect(rate.nextAt(950)).toBe(1_000)
    rate.take(1_000, 1)
    expect(rate.nextAt(1_000)).toBe(1_400)
  })

  it('keeps places for what is about to go, until it went or does not go', () => {
    const rate = createRate(MOST, WINDOW_MS)
    const places = Array.from({ length: MOST }, () => rate.reserve())
    expect(rate.nextAt(0)).toBeGreaterThan(0)
    places[0]?.free()
    places[0]?.free()
    expect(rate.nextAt(0)).toBe(0)
    places[1]?.take(0)
    places[2]?.take(0)
    expect(rate.nextAt(0)).toBe(0)
    rate.take(0, 1)
    expect(rate.nextAt(1)).toBe(1_000)
  })

  it('begins its window anew when the clock is put back, instead of waiting until it has caught up', () => {
    const rate = createRate(MOST, WINDOW_MS)
    rate.take(3_600_000, MOST)
    expect(rate.nextAt(500)).toBe(1_500)
    expect(rate.nextAt(1_500)).toBe(1_500)
  })
})

describe('what has no place', () => {
  /** When each of these went, those with a place taking it as soon as they may, as a backlog does. */
  async function gone(line: readonly number[], backlog: number) {
    const rate = createRate(MOST, WINDOW_MS)
    const time = timeByHand()
    const went: { at: number; messages: number }[] = []
    const waitInLine = createWaitingLine(rate, time, new AbortController().signal)
    const waiting = line.map((messages) =>
      waitInLine(messages).then(() => went.push({ at: time.now(), messages })),
    )
    await new Promise(setImmediate)
    for (let ms = 0; ms < 10_000; ms += 50) {
      for (; backlog > 0 && rate.nextAt(ms) <= ms; backlog -= 1) {
        rate.reserve().take(ms)
        went.push({ at: ms, messages: 1 })
      }
      await time.goTo(ms + 50)
    }
    await Promise.all(waiting)
    return went
  }

  it.each([
    { what: 'messages', line: [1, 1, 1, 1, 1], backlog: 9, most: MOST },
    { what: 'an album that fits', line: [2, 3], backlog: 9, most: MOST },
    { what: 'an album that is more than the rate', line: [5], backlog: 6, most: 5 },
  ])('waits for room, and is not kept waiting by what comes: $what', async (given) => {
    const went = await gone(given.line, given.backlog)
    const inWindow = went.map(({ at }) =>
      went
        .filter((one) => one.at >= at && one.at < at + WINDOW_MS)
        .reduce((sum, { messages }) => sum + messages, 0),
    )
    expect(Math.max(...inWindow)).toBe(given.most)
    const all = given.line.reduce((sum, one) => sum + one, given.backlog)
    expect(went.reduce((sum, { messages }) => sum + messages, 0)).toBe(all)
    const end = Math.ceil(all / MOST) * WINDOW_MS
    expect(Math.max(...went.map(({ at }) => at))).toBeLessThanOrEqual(end + WINDOW_MS)
  })

  it('goes at once when everything ends: what it leads to ends, too', async () => {
    const rate = createRate(MOST, WINDOW_MS)
    rate.take(0, MOST)
    const end = new AbortController()
    const through = createWaitingLine(rate, timeByHand(), end.signal)(1)
    end.abort()
    await expect(through).resolves.toBeUndefined()
  })
})
