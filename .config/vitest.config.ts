import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url))

/** Where a caller such as `.ci/run` wants the results as JSON, besides the terminal. */
const report = process.env['MONOTABLE_TEST_REPORT'] || undefined

const gates = ['test/style/gates/**/*.test.ts']
const packaged = ['test/package/**/*.test.ts']
const differential = ['test/differential/differential.test.ts']
const contained = ['test/testing/container/*/**/*.test.ts']
/** What is generated, beside the tools that it is for: they are fetched first. */
const generated = ['test/cli/generate/**/*.tool.test.ts']
/** What holds a server to its time has the machine to itself: a file at a time, and none of the other tests. */
const robustness = ['test/server/robustness/**/*.test.ts']
/** Too long for every run. */
const wholeScenarios = ['test/scenarios/**/*.whole.test.ts']

export default defineConfig({
  root,
  resolve: {
    // The package's own name means its source, so that tests and examples need no build.
    alias: [
      { find: /^monotable$/, replacement: source('index.ts') },
      { find: /^monotable\/memory$/, replacement: source('engine/index.ts') },
      { find: /^monotable\/server$/, replacement: source('server/index.ts') },
      { find: /^monotable\/aws$/, replacement: source('backends/aws.ts') },
      { find: /^monotable\/testing$/, replacement: source('testing/index.ts') },
      { find: /^monotable\/config$/, replacement: source('cli/config/index.ts') },
    ],
  },
  test: {
    reporters: report === undefined ? ['default'] : ['default', 'json'],
    ...(report === undefined ? {} : { outputFile: { json: report } }),
    // `--typecheck` is for editors; the gate is `tsc -p .`, which sees every file of src, test and examples.
    typecheck: { tsconfig: `${root}tsconfig.json`, include: ['test/**/*.test-d.ts'] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [
            ...gates,
            ...packaged,
            ...differential,
            ...contained,
            ...generated,
            ...robustness,
            ...wholeScenarios,
            'test/bench/**',
          ],
          // Four hundred files each loading the same modules took longer than the tests in them. What a file changes for
          // all, such as the environment, it puts back.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      // The gates and the package checks start compilers, linters and npm: seconds each, so scripts of their own.
      { extends: true, test: { name: 'gates', include: gates, testTimeout: 120_000, hookTimeout: 120_000 } },
      // Beside DynamoDB Local, which is fetched first: a script of its own.
      { extends: true, test: { name: 'differential', include: differential, testTimeout: 3_600_000 } },
      {
        extends: true,
        test: { name: 'generated', include: generated, testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        extends: true,
        test: { name: 'robustness', include: robustness, fileParallelism: false, testTimeout: 60_000 },
      },
      // The scenarios of the unit tests once more, on DynamoDB Local, and what they take too long for there.
      {
        extends: true,
        test: {
          name: 'scenarios',
          include: ['test/scenarios/**/*.test.ts'],
          globalSetup: 'test/scenarios/local.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      // On a container, which test/testing/container/main.ts sees to: a script of its own.
      {
        extends: true,
        test: {
          name: 'container',
          include: [...contained, 'test/testing/test-database.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: packaged,
          globalSetup: 'test/package/setup.ts',
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
