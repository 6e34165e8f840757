import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { chromiumPath } from './chromium.ts';

/** Opens a page, in a context of its own: closing it (`page.context().close()`) is its caller's. */
export type Visit = (path: string, options?: BrowserContextOptions) => Promise<Page>;

/** A Chromium for the tests of the enclosing suite; `urlOf` is read at each visit. */
export function browserOn(urlOf: () => string, byDefault: BrowserContextOptions = {}): Visit {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? '' });
  }, 60_000);
  afterAll(() => browser.close());

  return async (path, options = {}) => {
    const context = await browser.newContext({ ...byDefault, ...options });
    const page = await context.newPage();
    await page.goto(`${urlOf()}${path}`);
    return page;
  };
}
