import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest first, so that nothing long is left for the end. */
const LONG = ['/test/process/', '/test/story/']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((part) => moduleId.includes(part))
      return at < 0 ? LONG.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      ...['test/browser/**', 'test/month/**', 'test/crash/**', 'test/attack/**'],
      'test/storm/real/**',
    ],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/instants.ts'],
    sequence: { sequencer: LongestFirst },
    // Files share a worker one after another: starting one for each took a quarter of the time. None changes globals.
    isolate: false,
    // Many tests wait for a desk's clock or for a process: three at once share two cores well.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: process.env['TEST_REPORT']
      ? ['default', ['json', { outputFile: `${process.env['TEST_REPORT']}/node.json` }]]
      : ['default'],
  },
})
