import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/storm/real/*.test.ts'],
    // A storm waits most of its time: two at once keep two cores busy.
    maxWorkers: 2,
    // As long as the slowest machine needs; what takes long is waiting for what has to happen.
    testTimeout: 420_000,
    hookTimeout: 120_000,
    reporters: process.env['TEST_REPORT']
      ? ['default', ['json', { outputFile: `${process.env['TEST_REPORT']}/storm.json` }]]
      : ['default'],
  },
})
