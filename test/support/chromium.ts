import { existsSync } from 'node:fs';

/** Where a Chromium is on this machine; undefined when there is none, and the suites that need one say so. */
export const chromiumPath = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

if (chromiumPath === undefined) {
  console.warn('Pages non essayées : aucun Chromium sur cette machine (variable CHROMIUM, ou paquet chromium).');
}
