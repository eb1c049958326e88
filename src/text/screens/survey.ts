import type { Screen } from '../../flows/screen.ts'
import { bold, code, type Writer } from '../writer.ts'

type Survey = Extract<Screen, { screen: 'survey' }>

/** The return visit: three small questions from the centre, never from the unit. */
export function survey(screen: Survey, writer: Writer): void {
  writer.line('survey:number', { number: code(screen.number) })
  if (screen.question === 'done') {
    done(screen, writer)
    return
  }
  if (screen.reminder) writer.line('survey:reminder')
  if (screen.question === 'contacted') writer.line('survey:intro')
  writer.gap().title(`survey:${screen.question}`)
  if (screen.question === 'satisfied') writer.line('survey:shield')
}

function done(screen: Survey, writer: Writer): void {
  writer.title('survey:thanks')
  if (screen.solved !== null) writer.line(`survey:said.${screen.solved}`)
  if (screen.satisfied !== null) {
    writer.line('survey:rated', { rating: bold(screen.satisfied) })
  }
  if (screen.again) writer.line('survey:again')
  if (screen.pressed) writer.gap().line('survey:pressed')
  else if (screen.buttons.length > 0) writer.gap().line('survey:more')
}
