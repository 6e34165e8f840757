// Starts processes on a chosen core, each in its own group, and stops every one of them whatever happens.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

export const folder = mkdtempSync(join(tmpdir(), 'apie-bench-'));
export const pinned = availableParallelism() >= 2 && isOnPath('taskset');
const started = new Set();
const diesWithUs = isOnPath('setpriv') ? ['setpriv', '--pdeathsig', 'KILL'] : [];

export function isOnPath(command) {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `ipc` gives a message channel. Output goes to a file of the temporary folder, shown when the start fails. */
export function start(name, core, [command, ...args], { env = {}, cwd, ipc = false } = {}) {
  const output = join(folder, `${name}.log`);
  const fd = openSync(output, 'a');
  const pin = pinned && core !== null ? ['taskset', '-c', String(core)] : [];
  const full = [...diesWithUs, ...pin, command, ...args];
  const child = spawn(full[0], full.slice(1), {
    cwd,
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', fd, fd, ...(ipc ? ['ipc'] : [])],
  });
  child.name = name;
  child.output = output;
  child.ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  }).then(() => started.delete(child));
  started.add(child);
  return child;
}

export function message(child) {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.ended.then(() => reject(new Error(`${child.name} s'est arrêté : ${tail(child)}`)));
  });
}

export function ask(child, order) {
  const answer = message(child);
  child.send(order);
  return answer;
}

/** Waits for `isReady(port)`; fails as soon as the process ends. */
export async function waitReady(child, isReady, timeoutMs) {
  const end = Date.now() + timeoutMs;
  let gone = false;
  child.ended.then(() => {
    gone = true;
  });
  while (Date.now() < end) {
    if (gone) throw new Error(`${child.name} s'est arrêté au démarrage : ${tail(child)}`);
    if (await isReady().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${child.name} n'est pas prêt après ${timeoutMs / 1000} s : ${tail(child)}`);
}

function tail(child) {
  return readFileSync(child.output, 'utf8').trim().split('\n').slice(-5).join(' | ') || 'aucune sortie';
}

export async function stop(child) {
  if (!started.has(child)) return;
  signal(child, 'SIGTERM');
  const slow = setTimeout(() => signal(child, 'SIGKILL'), 5000);
  await child.ended;
  clearTimeout(slow);
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // already gone
  }
}

export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs `work` under a total time; on its end, an error or a signal, everything started is stopped and the folder removed. */
export async function guarded(totalSeconds, work) {
  process.on('exit', () => {
    for (const child of started) signal(child, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(130));
  const limit = setTimeout(() => {
    console.error(`Arrêt : durée totale de ${totalSeconds} s dépassée.`);
    process.exit(1);
  }, totalSeconds * 1000);
  try {
    await work();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await Promise.all([...started].map(stop));
    clearTimeout(limit);
    process.exit();
  }
}
