import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/crash/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/instants.ts'],
    // Each of them keeps a machine busy by itself.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: process.env['TEST_REPORT']
      ? ['default', ['json', { outputFile: `${process.env['TEST_REPORT']}/crash.json` }]]
      : ['default'],
  },
})
