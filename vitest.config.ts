import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    globalSetup: ['test/support/global-setup.ts'],
    // Many tests wait for a desk's clock or for a process: three at once share two cores well.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: process.env['TEST_REPORT']
      ? ['default', ['json', { outputFile: `${process.env['TEST_REPORT']}/node.json` }]]
      : ['default'],
  },
})
