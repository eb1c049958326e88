import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    // One story: what comes after a broken step would only wait in vain.
    bail: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    reporters: process.env['TEST_REPORT']
      ? ['default', ['json', { outputFile: `${process.env['TEST_REPORT']}/browser.json` }]]
      : ['default'],
  },
})
