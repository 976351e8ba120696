import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: 'test/global-setup.ts',
    // The default leaves one core idle, and of two that is half.
    maxWorkers: '100%',
    // Each process loads the app once, not once a file. What a file changes for others, it puts back: clocks, spies, settings.
    isolate: false,
    // Fewer collections of garbage, of which there is much.
    execArgv: ['--max-semi-space-size=64'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
