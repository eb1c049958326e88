import { questionButtons } from '../../src/flows/buttons.ts'
import { WARNINGS } from '../../src/domain/warnings.ts'
import type { Screen } from '../../src/flows/screen.ts'
import { byWeight, warningButtons, warningScreen } from '../../src/flows/task/warnings.ts'
import type { WarningItem } from '../../src/flows/views.ts'

const NUMBER = '26-0000001-4'
const AT = Temporal.Instant.from('2026-11-23T04:00:00Z')

/** Every screen by which people are warned, with these words for what a unit asked. */
export function warningScreens({ words }: { words: string }): { title: string; screen: Screen }[] {
  const items = WARNINGS.map((kind): WarningItem => {
    const urgency = kind === 'serious' ? 'urgent' : 'normal'
    return {
      number: NUMBER,
      kind,
      urgency,
      unit: 'housing',
      category: 'power',
      place: 'anshun',
      at: AT,
    }
  })
  items.sort(byWeight)
  const many = [...items, ...items, ...items]
  const buttons = warningButtons(items, [{ unit: 'housing', role: 'head' }])
  const bare = items
    .slice(0, 1)
    .map((item) => ({ ...item, unit: null, category: null, place: null }))
  return [
    { title: 'warnings: one of each', screen: warningScreen(items, false, buttons) },
    { title: 'warnings: many', screen: warningScreen(many, false, buttons) },
    { title: 'warnings: an alarm about little known', screen: warningScreen(bare, true, []) },
    {
      title: 'a question once more',
      screen: {
        screen: 'question_again',
        number: NUMBER,
        unit: 'housing',
        words,
        buttons: questionButtons(NUMBER),
      },
    },
  ]
}
