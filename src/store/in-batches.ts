/** At most so many leave together. */
const MOST = 500

/**
 * Lets calls that come together share one statement: the first leaves at the end of the present tick, or waits
 * `waitMs` for others, and whatever comes while it is under way leaves together after it.
 * `run` answers in the order of its items. One batch at a time, so items keep their order.
 */
export function inBatches<Item, Answer>(
  run: (items: Item[]) => Promise<Answer[]>,
  waitMs = 0,
): (item: Item) => Promise<Answer> {
  let waiting: Call<Item, Answer>[] = []
  let running = false

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const calls = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      try {
        const answers = await run(calls.map((call) => call.item))
        calls.forEach((call, place) => call.resolve(answers[place] as Answer))
      } catch (error) {
        for (const call of calls) call.reject(error)
      }
    }
    running = false
  }

  return (item) =>
    new Promise<Answer>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (running) return
      running = true
      if (waitMs > 0) setTimeout(() => void drain(), waitMs)
      else queueMicrotask(() => void drain())
    })
}

interface Call<Item, Answer> {
  item: Item
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}
