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
  if (screen.caller) whomToCall(screen.caller, writer)
  if (screen.reminder) writer.line('survey:reminder')
  if (screen.question === 'contacted') writer.line(screen.caller ? 'survey:call' : 'survey:intro')
  writer.gap().title(`survey:${screen.question}`)
  if (screen.question === 'satisfied') writer.line('survey:shield')
}

function whomToCall({ name, phone }: NonNullable<Survey['caller']>, writer: Writer): void {
  writer.line('survey:whom', { name: writer.foreign(name), phone: code(phone) })
}

function done(screen: Survey, writer: Writer): void {
  if (screen.caller) {
    noted(screen, writer)
    return
  }
  writer.title('survey:thanks')
  if (screen.solved !== null) writer.line(`survey:said.${screen.solved}`)
  if (screen.satisfied !== null) {
    writer.line('survey:rated', { rating: bold(screen.satisfied) })
  }
  if (screen.again) writer.line('survey:again')
  if (screen.pressed) writer.gap().line('survey:pressed')
  else if (screen.buttons.length > 0) writer.gap().line('survey:more')
}

/** What is left of a card that said whom to call. */
export function callGone(
  { number, why }: Extract<Screen, { screen: 'call_gone' }>,
  writer: Writer,
): void {
  writer.line(`survey:gone.${why}`).line('survey:number', { number: code(number) })
}

/** What a caller said by telephone. Whom that was stands there no longer: it is over. */
function noted({ solved, satisfied, again }: Survey, writer: Writer): void {
  writer.title('survey:noted')
  if (solved !== null) writer.line(`survey:they_said.${solved}`)
  if (satisfied !== null) writer.line('survey:they_rated', { rating: bold(satisfied) })
  if (again) writer.line('survey:again')
}
