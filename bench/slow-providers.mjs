// Every simulated provider, speaking its real protocol, with an answer that takes a given time: no less, hardly more.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder, start, waitReady } from './processes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const LAST_LINE = /^# Pour/m;

/** Starts the simulator, and a slow door before each of its providers. `legs` are the requests of all, in their order. */
export async function startSlowProviders(delayMs) {
  const command = [process.execPath, '--import', 'tsx', join(root, 'src/simulateur.ts')];
  const env = { VAR_DIR: join(folder, 'simulateur'), SIMULATEUR_PORT: '0' };
  const child = start('simulateur', null, command, { cwd: root, env });
  const printed = () => readFileSync(child.output, 'utf8');
  await waitReady(child, async () => LAST_LINE.test(printed()), 60_000);
  const legs = [];
  const urls = {};
  for (const [, name, value] of printed().matchAll(/^([A-Z_]+)=(.*)$/gm)) {
    urls[name] = name.endsWith('_URL')
      ? await openDoor({ provider: name.slice(0, -4), target: value, delayMs, legs })
      : value;
  }
  return { urls, legs };
}

function openDoor({ provider, target, delayMs, legs }) {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer(async (request, response) => {
    const startedAt = performance.now();
    legs.push(`${provider} ${request.method} ${request.url.split('?')[0]}`);
    const { status, headers, body } = await ask(target, request, agent);
    const isText = /text|xml|json/.test(headers['content-type'] ?? '');
    const own = `http://127.0.0.1:${server.address().port}`;
    // A link that the provider gives leads to this door too.
    const bytes = isText ? Buffer.from(body.toString('latin1').replaceAll(target, own), 'latin1') : body;
    await new Promise((resolve) => setTimeout(resolve, delayMs - (performance.now() - startedAt)));
    response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes);
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

async function ask(target, request, agent) {
  const body = await gather(request);
  const { method, headers, url } = request;
  const response = await new Promise((resolve, reject) => {
    http.request(`${target}${url}`, { method, headers, agent }, resolve).on('error', reject).end(body);
  });
  const { 'transfer-encoding': _, connection: __, 'keep-alive': ___, ...kept } = response.headers;
  return { status: response.statusCode, headers: kept, body: await gather(response) };
}

async function gather(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
