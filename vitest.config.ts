import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/setup/longest-first.ts'

/** Packages are tested from their sources, so that a unit test needs no build before it. */
const fromSource = { conditions: ['bellhop-source'] }

/** Specs that need a broker and a registry. */
const withBroker = (name: string, include: string) => ({
  ssr: { resolve: fromSource },
  test: {
    name,
    sequence: { groupOrder: 1 },
    globalSetup: ['test/setup/local-stack.ts'],
    // Specs share one broker and two cores: a few at a time are faster than all at once.
    maxWorkers: 2,
    include: [include],
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
})

export default defineConfig({
  ssr: { resolve: fromSource },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ssr: { resolve: fromSource },
        test: {
          name: 'unit',
          include: ['{services,packages,schemas}/**/*.unit.spec.ts', 'test/**/*.unit.spec.ts'],
          sequence: { groupOrder: 0 },
          // Unit specs share nothing but modules without state, so a worker loads each module once.
          isolate: false,
          // Generous: properties take seconds where others share the cores, and how fast a machine is proves nothing.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      withBroker('int', '{services,packages,schemas,test}/**/*.int.spec.ts'),
      // Long, some with downloads of their own: by `npm run prove:…` only.
      withBroker('prove', '{packages,test}/**/*.prove.spec.ts'),
    ],
  },
})
