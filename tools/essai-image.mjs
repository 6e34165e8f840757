// Replays the Dockerfile by hand where no container engine is: its copies and its builds in folders, then the service as its
// user, who can write in the volume alone. Not replayed: the base image, the limits that an engine sets.
//   node tools/essai-image.mjs
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'image-'));
const volume = join(work, 'volume');
const PORT = '18730';

/** Each instruction of a Dockerfile, its continued lines joined. */
function instructions(text) {
  const joined = text.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, ' ');
  return joined
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^(\w+)\s+(.*)$/.exec(line)?.slice(1) ?? ['', line]);
}

function under(stage, folder, path) {
  return join(work, stage, resolve('/', folder, path));
}

let stage = '';
let folder = '/';
let environment = {};
let user = 0;
let command = [];
let health = [];
for (const [name, text] of instructions(readFileSync(join(root, 'Dockerfile'), 'utf8'))) {
  if (name === 'FROM') [stage, folder, environment] = [/ AS (\w+)/.exec(text)?.[1] ?? 'image', '/', {}];
  if (name === 'WORKDIR') folder = text;
  if (name === 'ENV') environment = Object.fromEntries(text.split(/\s+/).map((pair) => pair.split('=')));
  if (name === 'USER') user = Number(text.split(':')[0]);
  if (name === 'CMD') command = JSON.parse(text);
  if (name === 'HEALTHCHECK') health = JSON.parse(text.slice(text.indexOf('[')));
  if (name === 'COPY') {
    const words = text.split(/\s+/);
    const from = words[0].startsWith('--from=') ? words.shift().slice('--from='.length) : null;
    const target = words.pop();
    for (const word of words) {
      const source = from === null ? join(root, word) : join(work, from, word);
      const into = under(stage, folder, target.endsWith('/') ? join(target, word.split('/').at(-1)) : target);
      mkdirSync(dirname(into), { recursive: true });
      cpSync(source, into, { recursive: true, verbatimSymlinks: true });
    }
  }
  // What makes users and folders is the engine's: here, the user is a number and the folder is made below.
  if (name === 'RUN' && text.startsWith('[')) {
    const [file, ...words] = JSON.parse(text);
    execFileSync(file, words, { cwd: under(stage, folder, '.'), stdio: 'inherit' });
  }
  if (name === 'RUN' && text.startsWith('npm ')) {
    execFileSync('sh', ['-c', text], { cwd: under(stage, folder, '.'), stdio: 'inherit' });
  }
}

const opt = under('image', folder, '.');
chmodSync(work, 0o755);
// The image belongs to root: what it may read is what an engine would let it read.
execFileSync('chmod', ['--recursive', 'go-w', join(work, 'image')]);
mkdirSync(volume, { mode: 0o700 });
chownSync(volume, user, user);

const env = { PATH: process.env.PATH, ...environment, PORT, METRICS_PORT: '0', HOST: '127.0.0.1', VAR_DIR: volume };
const asUser = (words, options) => spawn(words[0], words.slice(1), { cwd: opt, env, uid: user, gid: user, ...options });
const exitOf = (child) => new Promise((settle) => child.once('exit', (code) => settle(code)));

const service = asUser(command, { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = exitOf(service);
let said = '';
service.stdout.on('data', (chunk) => {
  said += String(chunk);
});
let code = 1;
try {
  let healthy = false;
  for (let turn = 0; turn < 60 && !healthy; turn++) {
    await delay(1000);
    healthy = (await exitOf(asUser(health, { stdio: 'ignore' }))) === 0;
  }
  if (!healthy) throw new Error(`the health check never passed: ${said}`);
  const created = execFileSync('node', ['bin/apie.cjs', 'jeton', 'creer', '--droits', 'tous'], {
    cwd: opt,
    env,
    uid: user,
    gid: user,
  });
  const url = `http://127.0.0.1:${PORT}/v2/entreprises/100100015?context=a&recipient=10000001700010&object=b`;
  const answer = await fetch(url, { headers: { Authorization: `Bearer ${String(created).trim()}` } });
  if (answer.status !== 200) throw new Error(`a call was answered ${answer.status}`);
  service.kill('SIGTERM');
  code = await ended;
  if (existsSync(join(opt, 'var'))) throw new Error('it wrote outside its volume');
  const size = Number(String(execFileSync('du', ['--summarize', '--bytes', opt])).split('\t')[0]);
  console.log(
    `image replayed: healthy, a call answered 200, stopped with ${code}; ${Math.round(size / 1e6)} MB, owner ${statSync(volume).uid}`,
  );
} finally {
  service.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
}
process.exit(code);
