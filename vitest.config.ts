import { defineConfig } from 'vitest/config';

/** Tests that replace a module of Node for all, or measure their own process: each has a process of its own. */
const apart = [
  'src/gateway/trace/journal.test.ts',
  'test/wire/anomalies.test.ts',
  'test/wire/carried-documents.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Each file runs a whole instance: two at once even on two cores, no more.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'ensemble',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: apart,
          // Our thousand modules are read once a worker, not once a file: a file leaves nothing behind that another would see.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'à part', include: apart, sequence: { groupOrder: 1 } } },
    ],
  },
});
