import { command } from './command.ts'
import { content } from './words/content.ts'
import { trouble, type Effect } from './effect.ts'
import type { Facts } from './facts.ts'
import type { Input } from './input.ts'
import { press } from './presses.ts'

/**
 * What follows when a person does something in the chat: the whole conversation, as data.
 * There is always an answer, and nothing that somebody said gets lost.
 */
export function flow(input: Input, facts: Facts): Effect[] {
  switch (input.kind) {
    case 'press':
      return press(input, facts)
    case 'command':
      return command(input, facts)
    case 'text':
    case 'file':
    case 'pin':
      return content(input, facts)
    case 'edited':
      // The message may be part of a draft or of an act by now: we cannot tell which words it replaces.
      return [trouble('edited')]
    case 'unusable':
      return [trouble(input.what)]
  }
}
