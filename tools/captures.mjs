// Takes a picture of every page of the plan of the site, wide and narrow, for people to look at: `npm run captures`.
// By default on an instance of its own, which it stops; CAPTURES_URL names one that runs. CHROMIUM names a browser.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'captures');
const widths = [1280, 320];
const READY_MS = 60_000;

const running = process.env.CAPTURES_URL;
const instance = running === undefined ? await start() : { url: running, stop: async () => undefined };
try {
  await capture(instance.url);
} finally {
  await instance.stop();
}

async function capture(url) {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output);
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const taken = [];
  try {
    const page = await browser.newPage();
    for (const path of [...(await addresses(page, url)), '/nulle-part']) {
      const files = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${url}${path}`);
        const file = `${path === '/' ? 'accueil' : path.slice(1).replaceAll('/', '--')}-${width}.png`;
        await page.screenshot({ path: join(output, file), fullPage: true });
        files.push(file);
      }
      taken.push({ path, title: await page.title(), files });
      process.stdout.write(`${path}\n`);
    }
  } finally {
    await browser.close();
  }
  writeFileSync(join(output, 'index.html'), index(taken));
  process.stdout.write(`${taken.length} pages : captures/index.html\n`);
}

/** Every page of the plan, that page included. */
async function addresses(page, url) {
  await page.goto(`${url}/plan-du-site`);
  const links = await page
    .locator('main .plan a')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  return [...new Set(links)];
}

function index(taken) {
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const sections = taken.map(({ path, title, files }) => {
    const images = files.map((file) => `<a href="${file}"><img src="${file}" alt="" height="400"></a>`).join(' ');
    return `<section><h2>${escaped(path)}</h2><p>${escaped(title)}</p>${images}</section>`;
  });
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Captures</title><h1>Captures</h1>${sections.join('\n')}</html>\n`;
}

/** An instance on a free port and a state folder of its own, both gone afterwards. */
async function start() {
  const varDir = mkdtempSync(join(tmpdir(), 'apie-captures-'));
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), VAR_DIR: varDir, METRICS_PORT: '0' };
  const child = spawn(process.execPath, [join(root, 'bin', 'start.cjs')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    rmSync(varDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  for (let waited = 0; waited < READY_MS && child.exitCode === null; waited += 250) {
    const ready = await fetch(`${url}/health`).catch(() => null);
    if (ready?.ok) return { url, stop };
    await delay(250);
  }
  await stop();
  throw new Error('the instance did not start');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
