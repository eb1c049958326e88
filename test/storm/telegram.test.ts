import { expect, it, onTestFinished } from 'vitest'
import { openTelegram } from './telegram.ts'

const HOURS = 3_600_000

it.each([
  { title: 'is forgotten by Telegram after a day in which nobody heard it', isAway: true },
  { title: 'was heard long before Telegram’s clock was turned twice', isAway: false },
])('what somebody writes $title', async ({ isAway }) => {
  const telegram = await openTelegram()
  onTestFinished(() => telegram.stop())
  telegram.world.addPerson({ id: 9001, firstName: 'P', languageCode: 'en' })
  if (isAway) telegram.leave()
  telegram.world.send(9001, { text: 'Twaterpipe' })
  for (const hours of [23, 23]) telegram.turnClock(hours * HOURS)
  expect(telegram.given.map(({ isLost }) => isLost)).toEqual([isAway])
})
