import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';

describe.skipIf(chromiumPath === undefined)('the console, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  let browser: Browser;
  let token: string;

  beforeAll(async () => {
    instance = await startTestInstance();
    token = await instance.token();
    browser = await chromium.launch({ executablePath: chromiumPath ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    await instance.stop();
  });

  it('makes a call whose token is in its header alone', async () => {
    const { page, seen, complaints } = await openConsole();
    await giveToken(page, token);
    const answer = page.waitForResponse((response) => response.url().includes('/v2/cotisations_msa/'));
    await callMsa(page);
    expect((await answer).status()).toBe(200);
    await page.locator('.live-responses-table').getByText('"a_jour"').waitFor();

    expect(await (await answer).request().headerValue('authorization')).toBe(`Bearer ${token}`);
    expect(seen.filter((address) => !address.startsWith(`${instance.url}/`) && !address.startsWith('data:'))).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
    expect([...seen, ...(await placesOfThePage(page))].filter((text) => text.includes(token))).toEqual([]);
    expect(await page.locator('body').innerText()).not.toContain(token);
    expect(instance.logged()).not.toContain(token);
    await page.close();
  });

  it('forgets the token when the page is left', async () => {
    const { page } = await openConsole();
    await giveToken(page, token);
    await page.reload();
    const answer = page.waitForResponse((response) => response.url().includes('/v2/cotisations_msa/'));
    await callMsa(page);
    expect((await answer).status()).toBe(401);
    await page.close();
  });

  it('offers the header alone, in French', async () => {
    const { page } = await openConsole();
    await page.getByRole('button', { name: 'Donner mon jeton' }).first().click();
    const dialog = page.locator('.modal-ux');
    await dialog.waitFor();
    expect(await dialog.locator('input').count()).toBe(1);
    expect(await dialog.locator('input').getAttribute('autocomplete')).toBe('off');
    expect(await dialog.innerText()).not.toMatch(/authorize|close|value/i);
    await page.close();
  });

  it('fits in 320 px and says it all without JavaScript', async () => {
    const path = '/developpeurs/openapi';
    const page = await browser.newPage({ viewport: { width: 320, height: 700 }, javaScriptEnabled: false });
    await page.goto(`${instance.url}${path}`);
    expect(await page.locator('h1').innerText()).not.toBe('');
    expect(await page.locator('#console').innerText()).toContain('JavaScript');
    await page.close();
    const narrow = await browser.newPage({ viewport: { width: 320, height: 700 } });
    await narrow.goto(`${instance.url}${path}`);
    await giveToken(narrow, token);
    await callMsa(narrow);
    await narrow.locator('.live-responses-table').waitFor();
    expect(await narrow.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await narrow.close();
  });

  /** The page, every address it asks for or goes to, and whatever the browser complains about (its content policy first). */
  async function openConsole(): Promise<{ page: Page; seen: string[]; complaints: string[] }> {
    const page = await browser.newPage();
    const seen: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => seen.push(request.url()));
    page.on('framenavigated', (frame) => seen.push(frame.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${instance.url}/developpeurs/openapi`);
    await page.locator('.opblock').first().waitFor();
    return { page, seen, complaints };
  }
});

async function giveToken(page: Page, token: string): Promise<void> {
  await page.locator('.scheme-container .authorize').click();
  await page.locator('.modal-ux input').fill(token);
  await page.locator('.modal-ux .authorize').click();
  await page.locator('.modal-ux .btn-done').click();
}

async function callMsa(page: Page): Promise<void> {
  const operation = page.locator('#operations-MSA-cotisations_msa');
  await operation.locator('.opblock-summary-control').click();
  await operation.locator('.try-out__btn').click();
  await operation.locator('.execute').click();
}

/** Everything of the page that outlives it: address, history, state, storage, cookies. */
async function placesOfThePage(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const history = await session.send('Page.getNavigationHistory');
  const kept = await page.evaluate(
    'JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }, document.cookie, document.title])',
  );
  return [page.url(), JSON.stringify(history), String(kept), JSON.stringify(await page.context().storageState())];
}
