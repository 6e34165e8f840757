// How each server is started. A contestant gives { name, child, port, tokens } or a sentence saying why it is absent.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inventPayloads, payloadOf, sign } from './calls.mjs';
import { folder, freePort, isOnPath, message, start, stop, waitReady } from './processes.mjs';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const SERVER_CORE = 0;
const LOAD_CORE = 1;
export const TOKENS = 1000;

export async function startStub() {
  const child = start('stub', LOAD_CORE, [process.execPath, join(here, 'stub.mjs')], { ipc: true });
  const { insee, geo, msa } = await message(child);
  const urls = {
    INSEE_URL: `http://127.0.0.1:${insee}`,
    INSEE_CREDENTIALS: Buffer.from('banc:mesure').toString('base64'),
    GEO_URL: `http://127.0.0.1:${geo}`,
    MSA_URL: `http://127.0.0.1:${msa}`,
  };
  return { child, urls };
}

export async function startLoad() {
  const options = { ipc: true, env: { BENCH_CORES: process.env.BENCH_CORES ?? '' } };
  const child = start('load', LOAD_CORE, [process.execPath, join(here, 'load.mjs')], options);
  await message(child);
  return child;
}

/** `nodeOptions` goes to the gateway's process alone (memory probe). */
export async function startGateway(urls, { nodeOptions = [], env = {} } = {}) {
  if (!existsSync(join(root, 'tools/build.mjs'))) return { absent: "tools/build.mjs n'existe pas encore." };
  try {
    await run('npm', ['run', '-s', 'build'], { cwd: root, timeout: 120_000 });
  } catch (error) {
    return { absent: `« npm run build » a échoué : ${firstLine(error.stderr || error.message)}` };
  }
  if (!existsSync(join(root, 'dist/main.js'))) return { absent: "« npm run build » n'a pas produit dist/main.js." };

  const port = await freePort();
  const varFolder = join(folder, 'gateway');
  mkdirSync(varFolder, { recursive: true });
  const settings = {
    ...urls,
    ...env,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    VAR_DIR: varFolder,
    METRICS_PORT: '0',
    NODE_ENV: 'production',
    ...limitsOutOfReach(),
  };
  // As npm start does.
  const command = [process.execPath, '--max-semi-space-size=32', ...nodeOptions, join(root, 'dist/main.js')];
  const child = start('gateway', SERVER_CORE, command, { cwd: root, env: settings });
  try {
    await waitReady(child, async () => (await fetch(`http://127.0.0.1:${port}/health`)).status === 200, 90_000);
    const args = ['run', '-s', 'apie', '--', 'jeton', 'creer', '--droits', 'tous', '--nombre', String(TOKENS)];
    const options = { cwd: root, env: { ...process.env, ...settings }, timeout: 120_000, maxBuffer: 64e6 };
    const { stdout } = await run('npm', args, options);
    const tokens = stdout.split('\n').filter((line) => /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(line));
    if (tokens.length !== TOKENS) throw new Error(`${tokens.length} jetons au lieu de ${TOKENS}`);
    return { name: 'gateway', child, port, tokens };
  } catch (error) {
    await stop(child);
    return { absent: firstLine(error.stderr || error.message) };
  }
}

/** A limits file whose ceilings never bite; durations stay. */
function limitsOutOfReach() {
  const limits = JSON.parse(readFileSync(join(root, 'config/limites.json'), 'utf8'));
  const outOfReach = 1_000_000_000;
  for (const counter of [...Object.values(limits.groupes), ...Object.values(limits.endpoints)])
    counter.limite = outOfReach;
  limits.adresse.plafond = outOfReach;
  const copy = join(folder, 'limites.json');
  writeFileSync(copy, JSON.stringify(limits));
  return { LIMITS_FILE: copy };
}

/** `gatewayTokens` (or null) lends its claims, so that both verify tokens of the same length. */
export function startFastify(urls, gatewayTokens) {
  const secret = randomBytes(32).toString('base64url');
  const payloads = gatewayTokens ? gatewayTokens.map(payloadOf) : inventPayloads(TOKENS);
  const tokens = payloads.map((payload) => sign(payload, secret));
  const env = { ...urls, JWT_SECRET: secret, LOG_FILE: join(folder, 'fastify-acces.log') };
  return startPeer('fastify', [process.execPath, join(here, 'peers/fastify.mjs')], env, tokens);
}

export function startProxy(urls, gatewayTokens) {
  return startPeer('proxy', [process.execPath, join(here, 'peers/proxy.mjs')], urls, gatewayTokens ?? anyTokens());
}

/** A reverse proxy without checks; of the two legs of `etablissements` it makes the first only. */
export async function startHaproxy(urls, gatewayTokens) {
  if (!isOnPath('haproxy')) return { absent: "haproxy n'est pas sur le PATH." };
  const port = await freePort();
  const server = (url) => `server stub ${new URL(url).host}`;
  const file = join(folder, 'haproxy.cfg');
  const lines = [
    'global',
    '  nbthread 1',
    'defaults',
    '  mode http',
    '  maxconn 4096',
    '  http-reuse always',
    '  timeout connect 5s',
    '  timeout client 65s',
    '  timeout server 10s',
    'frontend entree',
    `  bind 127.0.0.1:${port}`,
    '  use_backend msa if { path_beg /v2/cotisations_msa/ }',
    '  default_backend insee',
    'backend msa',
    '  http-request set-path /%[path,word(3,/)]',
    `  ${server(urls.MSA_URL)}`,
    'backend insee',
    '  http-request set-path /entreprises/sirene/V3/siret/%[path,word(3,/)]',
    `  ${server(urls.INSEE_URL)}`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return startPeer('haproxy', ['haproxy', '-db', '-f', file], {}, gatewayTokens ?? anyTokens(), port);
}

async function startPeer(name, command, env, tokens, givenPort) {
  const port = givenPort ?? (await freePort());
  const child = start(name, SERVER_CORE, command, { env: { ...env, PORT: String(port), NODE_ENV: 'production' } });
  try {
    await waitReady(child, () => accepts(port), 20_000);
    return { name, child, port, tokens };
  } catch (error) {
    await stop(child);
    return { absent: error.message };
  }
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true) || socket.destroy());
    socket.once('error', () => resolve(false));
  });
}

function anyTokens() {
  return inventPayloads(TOKENS).map((payload) => sign(payload, 'proxy'));
}

function firstLine(text) {
  return String(text).trim().split('\n')[0].slice(0, 300);
}
