import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/month/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/instants.ts'],
    // One story: what comes after a broken step would only wait in vain.
    bail: 1,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    reporters: process.env['TEST_REPORT']
      ? ['default', ['json', { outputFile: `${process.env['TEST_REPORT']}/month.json` }]]
      : ['default'],
  },
})
