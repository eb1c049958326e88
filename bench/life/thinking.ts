/** Steps that people take a moment after what made them: all with the same delay, so that one timer serves them all. */
export interface Thinking {
  /** Does it once the moment is over, with the moment at which it was due. Gives that moment. */
  after(act: (due: number) => void): number
  stop(): void
}

const LOOK_MS = 2

export function createThinking(thinkMs: number): Thinking {
  // In the order of their moments, because each waits equally long.
  let steps: { due: number; act: (due: number) => void }[] = []
  let first = 0
  const timer = setInterval(() => {
    const now = performance.now()
    for (let step = steps[first]; step !== undefined && step.due <= now; step = steps[first]) {
      first += 1
      step.act(step.due)
    }
    if (first > 1_000 && first * 2 > steps.length) {
      steps = steps.slice(first)
      first = 0
    }
  }, LOOK_MS)
  return {
    after(act) {
      const due = performance.now() + thinkMs
      steps.push({ due, act })
      return due
    },
    stop: () => clearInterval(timer),
  }
}
