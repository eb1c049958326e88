/* global AbortController, clearInterval, setInterval */
import { api } from '../core/api.js'
import { listen } from '../core/bus.js'
import {
  clockDay,
  clockTime,
  dayMs,
  deskNow,
  hourMs,
  rate,
  setClock,
  untilMorningMs,
  weekday,
} from '../core/clock.js'
import { el } from '../core/dom.js'
import { icon } from '../core/icons.js'
import { t } from '../core/texts.js'
import { confirmDialog, openDialog, showFault } from '../parts/dialog.js'

const rates = [1, 60, 3600, 10_000]
const jumps = {
  hour: () => hourMs,
  morning: untilMorningMs,
  day: () => dayMs,
  threeDays: () => 3 * dayMs,
}

/** What the desk's clock says, how fast it runs, and the ways to move it. */
export function clockCard(signal) {
  const time = el('span', { class: 'clock-time', data: { testid: 'clock-time' } })
  const day = el('span', { class: 'clock-day', data: { testid: 'clock-day' } })
  const speed = el('span', { class: 'clock-speed' })
  const chosen = rates.map(rateButton)

  const tick = () => {
    time.textContent = clockTime(deskNow())
    day.textContent = clockDay(deskNow())
  }
  const showRate = () => {
    for (const button of chosen) {
      button.setAttribute('aria-pressed', String(Number(button.dataset.rate) === rate()))
    }
    speed.textContent = rates.includes(rate()) ? t(`clock.rate${rate()}`) : `×${rate()}`
    tick()
  }
  const ticking = setInterval(tick, 100)
  signal.addEventListener('abort', () => clearInterval(ticking))
  listen('clock', showRate, signal)
  showRate()

  return el(
    'section',
    { class: 'clock', 'aria-label': t('clock.title'), data: { testid: 'clock' } },
    el(
      'div',
      { class: 'clock-face' },
      time,
      el('div', { class: 'clock-words' }, day, speed),
      resetButton(),
    ),
    el('h2', { class: 'clock-head', text: t('clock.rate') }),
    el('div', { class: 'rates', role: 'group', 'aria-label': t('clock.rate') }, ...chosen),
    el('h2', { class: 'clock-head', text: t('clock.jump') }),
    el(
      'div',
      { class: 'jumps', role: 'group', 'aria-label': t('clock.jump') },
      ...Object.entries(jumps).map(([name, lengthMs]) => jumpButton(name, lengthMs)),
    ),
  )
}

/** The time in a word, for narrow screens, where the clock stands behind a press. */
export function clockChip(signal) {
  const time = el('span', {})
  const tick = () => (time.textContent = `${weekday(deskNow())} ${clockTime(deskNow())}`)
  const ticking = setInterval(tick, 200)
  signal.addEventListener('abort', () => clearInterval(ticking))
  tick()
  return el(
    'button',
    {
      type: 'button',
      class: 'clock-chip',
      title: t('clock.open'),
      data: { testid: 'clock-open' },
      onclick: () => {
        const put = new AbortController()
        const dialog = openDialog({
          label: t('clock.title'),
          class: 'sheet',
          children: [clockCard(put.signal)],
        })
        dialog.addEventListener('close', () => put.abort())
      },
    },
    icon('clock'),
    time,
  )
}

function rateButton(value) {
  return el('button', {
    type: 'button',
    class: 'rate',
    text: t(`clock.short${value}`),
    title: t(`clock.rate${value}`),
    data: { testid: `clock-rate-${value}`, rate: String(value) },
    onclick: () => change(() => api.setRate(value)),
  })
}

function jumpButton(name, lengthMs) {
  const button = el('button', {
    type: 'button',
    class: 'jump',
    text: t(`clock.${name}`),
    data: { testid: `clock-jump-${name}` },
    onclick: async () => {
      button.setAttribute('aria-busy', 'true')
      await change(() => api.jump(lengthMs()))
      button.removeAttribute('aria-busy')
    },
  })
  return button
}

function resetButton() {
  const button = el(
    'button',
    {
      type: 'button',
      class: 'round',
      title: t('clock.reset'),
      'aria-label': t('clock.reset'),
      data: { testid: 'reset' },
      onclick: async () => {
        const isSure = await confirmDialog({
          title: t('clock.resetTitle'),
          text: t('clock.resetText'),
          yes: t('clock.reset'),
          isGrave: true,
        })
        if (!isSure) return
        button.setAttribute('aria-busy', 'true')
        await change(() => api.reset())
        button.removeAttribute('aria-busy')
      },
    },
    icon('reset'),
  )
  return button
}

async function change(ask) {
  await ask().then(setClock, showFault)
}
