import type { Moment } from '../domain/appeal.ts'
import { cut } from '../domain/words.ts'
import type { Locale } from '../flows/facts.ts'
import { forgetButtons, languageButtons } from '../flows/buttons.ts'
import type { ButtonSpec, Screen } from '../flows/screen.ts'
import type { Toast } from '../flows/told.ts'
import type { ChartSpec } from '../reports/spec.ts'
import { layOut, type Button } from './buttons.ts'
import { chartOf, type ChartView } from './charts.ts'
import type { MessageEntity } from './entities.ts'
import { LOCALES, t } from './i18n.ts'
import { toastKey } from './screens/toast.ts'
import { draw } from './draw.ts'
import { Writer, type Names } from './writer.ts'

/** Telegram's limits, in UTF-16 units. */
const UNITS = { message: 4096, caption: 1024 } as const
const TOAST_UNITS = 200

/** A message as Telegram takes it. Sent without parse_mode: nothing a person wrote is ever markup. */
export interface Rendered {
  text: string
  entities: MessageEntity[]
  buttons: Button[][]
}

export interface Renderer {
  /** `as` a caption, below a picture or a document, less fits. */
  render(screen: Screen, locale: Locale, now: Moment, as?: 'message' | 'caption'): Rendered
  /** The words of a screen alone, however long: for a document. */
  text(screen: Screen, locale: Locale, now: Moment): string
  /** What is to be drawn, in the words of one language. */
  chart(view: ChartView, locale: Locale, now: Moment): ChartSpec
  /** The short notice that answers a press. */
  toast(toast: Toast, locale: Locale): string
  /** Whether a button that looks so offers to hide the name, or to show it. Null: neither, in no language. */
  offers(label: string): 'hide' | 'show' | null
}

/** Turns what the desk has to show into words and buttons of one language. */
export function createRenderer(names: Names, timezone: string): Renderer {
  return {
    render(screen, locale, now, as = 'message') {
      const writer = new Writer(names, timezone, locale, now)
      draw(screen, writer)
      return {
        ...writer.done(UNITS[as]),
        buttons: layOut(buttonsOf(screen), names, locale),
      }
    },
    text(screen, locale, now) {
      const writer = new Writer(names, timezone, locale, now)
      draw(screen, writer)
      // Nothing turns the direction of a line in a file, and old viewers show these marks.
      return writer.done(Number.MAX_SAFE_INTEGER).text.replace(/[\u2068\u2069]/gu, '')
    },
    chart(view, locale, now) {
      return chartOf(view, new Writer(names, timezone, locale, now))
    },
    offers(label) {
      const isCalled = (key: 'anonymous_on' | 'anonymous_off') =>
        LOCALES.some((locale) =>
          [t(locale)(`button:${key}`), t(locale)(`button:${key}_for`)].includes(label),
        )
      if (isCalled('anonymous_on')) return 'hide'
      return isCalled('anonymous_off') ? 'show' : null
    },
    toast(toast, locale) {
      return cut(t(locale)(toastKey(toast)), TOAST_UNITS)
    },
  }
}

/** Buttons that flows chose, or those that always belong to the screen. */
function buttonsOf(screen: Screen): ButtonSpec[] {
  if ('buttons' in screen) return screen.buttons
  if (screen.screen === 'language') return languageButtons()
  return screen.screen === 'forget' ? forgetButtons() : []
}
