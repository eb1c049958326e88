import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/attack/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/instants.ts'],
    testTimeout: 900_000,
    hookTimeout: 60_000,
    reporters: process.env['TEST_REPORT']
      ? ['default', ['json', { outputFile: `${process.env['TEST_REPORT']}/attack.json` }]]
      : ['default'],
  },
})
