import { expect } from 'vitest'

/** Without it `toMatchObject` takes any two moments for the same: they have no fields to look at. */
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    a instanceof Temporal.Instant && b instanceof Temporal.Instant ? a.equals(b) : undefined,
])
