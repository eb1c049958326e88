import type { Screen } from '../../flows/screen.ts'
import { code, type Writer } from '../writer.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** A question about an appeal that is over: the answers of the return visit anew, or whether it is still solved. */
export function after(screen: Of<'after'>, writer: Writer): void {
  if (screen.asks === 'still') writer.line('after:still_intro')
  writer.title(`after:${screen.asks}`)
  if (screen.asks === 'satisfied') writer.line('survey:shield')
  writer.line('survey:number', { number: code(screen.number) })
}

/** What was said is noted, and what follows from it. */
export function afterSaid(screen: Of<'after_said'>, writer: Writer): void {
  writer.line(`after:said.${screen.act}`)
  if (screen.again) writer.line('survey:again')
  writer.line('survey:number', { number: code(screen.number) })
}
