/* global performance */
import { emit } from './bus.js'
import { language, t } from './texts.js'

let known = { now: 0, rate: 1, at: 0 }
let timezone = 'Asia/Shanghai'

export const setTimezone = (name) => (timezone = name)

export function setClock({ now, rate }) {
  known = { now, rate, at: performance.now() }
  emit('clock')
}

export const rate = () => known.rate

/** Desk time in milliseconds, reckoned on between the server's words. */
export const deskNow = () => known.now + (performance.now() - known.at) * known.rate

const formats = new Map()
function format(ms, options) {
  const key = language() + timezone + JSON.stringify(options)
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(datesLike(), { timeZone: timezone, ...options }))
  }
  return formats.get(key).format(ms)
}

// Days as the bot writes them: "Thu 26 Nov", "11月26日 周四".
const isEnglish = () => language() === 'en'
const datesLike = () => (isEnglish() ? 'en-GB' : language())

export const clockTime = (ms) =>
  format(ms, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
export const clockDay = (ms) =>
  format(ms, { month: 'short', day: 'numeric', weekday: 'short' }).replace('日周', '日 周')
export const shortDay = (ms) =>
  format(ms, { month: isEnglish() ? 'short' : 'numeric', day: 'numeric' })
export const weekday = (ms) => format(ms, { weekday: 'short' })

/** "2026-11-23": the desk's calendar day, to tell days apart. */
export const dayKey = (ms) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(ms)

/** Today, yesterday, or the date. */
export function dayName(ms) {
  const now = deskNow()
  if (dayKey(ms) === dayKey(now)) return t('clock.today')
  if (dayKey(ms) === dayKey(now - 24 * hourMs)) return t('clock.yesterday')
  return format(ms, { month: 'long', day: 'numeric' })
}

/** Time of a message in a list: the hour if today, else the day. */
export const briefTime = (ms) => (dayKey(ms) === dayKey(deskNow()) ? clockTime(ms) : shortDay(ms))

let today = ''

/** Lists that say "today" are drawn anew when the day is over, however fast it went. */
export function watchDay() {
  if (dayKey(deskNow()) === today) return
  today = dayKey(deskNow())
  emit('clock')
}

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
const morningMinutes = 8 * 60 + 30

/** How long until offices open next. */
export function untilMorningMs() {
  const now = deskNow()
  const [hours, minutes] = clockTime(now).split(':').map(Number)
  const wait = (morningMinutes - (hours * 60 + minutes) + 24 * 60) % (24 * 60)
  return (wait === 0 ? 24 * 60 : wait) * 60_000 - (Math.floor(now) % 60_000)
}
