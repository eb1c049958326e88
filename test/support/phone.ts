import type { Bubble, Outgoing, PressAnswer, World } from '../../src/sandbox/world-types.ts'

/** A person's phone in a test: writes, presses, and waits for what it shows. */
export interface Phone {
  id: number
  says(what: string | Outgoing): number[]
  /** Presses the newest button with this data, else one whose data begins so. */
  presses(data: string): Promise<PressAnswer>
  /** Waits until a bubble of the bot fits; gives the newest. */
  sees(fits: RegExp | ((bubble: Bubble) => boolean), withinMs?: number): Promise<Bubble>
  /** Waits until the newest bubble with buttons has one whose data begins so. */
  seesButton(data: string, withinMs?: number): Promise<Bubble>
  chat(): Bubble[]
  /** Everything the bot shows in this chat now, as one text. */
  text(): string
}

const PATIENCE_MS = 8_000

/** The phone of a person in the sandbox, who waits `patienceMs` for what is to come. */
export function phoneOf(world: World, id: number, patienceMs = PATIENCE_MS): Phone {
  const chat = () => world.chat(id)
  const fromBot = () => chat().filter((bubble) => bubble.by === 'bot')
  const withButton = (data: string) =>
    fromBot().findLast((bubble) => dataOf(bubble).some((one) => one.startsWith(data)))

  async function wait(find: () => Bubble | undefined, what: string, ms: number): Promise<Bubble> {
    const found = find()
    if (found) return found
    return new Promise((resolve, reject) => {
      const stop = world.onChange((changed) => {
        const bubble = changed === id ? find() : undefined
        if (!bubble) return
        clearTimeout(timer)
        stop()
        resolve(bubble)
      })
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`${id} never saw ${what}; the chat shows:\n${shown(chat())}`))
      }, ms)
    })
  }

  return {
    id,
    chat,
    text: () => fromBot().map(wordsOf).join('\n---\n'),
    says: (what) => world.send(id, typeof what === 'string' ? { text: what } : what),
    sees: (fits, ms = patienceMs) => {
      const matches = fits instanceof RegExp ? (one: Bubble) => fits.test(wordsOf(one)) : fits
      return wait(() => fromBot().findLast(matches), String(fits), ms)
    },
    seesButton: (data, ms = patienceMs) => wait(() => withButton(data), `button ${data}`, ms),
    async presses(data) {
      const bubble = await wait(() => withButton(data), `button ${data}`, patienceMs)
      const there = dataOf(bubble)
      const whole = there.find((one) => one === data) ?? there.find((one) => one.startsWith(data))
      return world.press(id, bubble.messageId, whole ?? data)
    },
  }
}

/** The callback data of all buttons of a bubble. */
export function dataOf(bubble: Bubble): string[] {
  return (bubble.buttons ?? []).flat().flatMap((button) => button.callback_data ?? [])
}

export function wordsOf(bubble: Bubble): string {
  return bubble.text ?? bubble.caption ?? ''
}

function shown(bubbles: Bubble[]): string {
  return bubbles
    .map((one) => `${one.by === 'bot' ? '<' : '>'} ${wordsOf(one)} ${JSON.stringify(dataOf(one))}`)
    .join('\n')
}
