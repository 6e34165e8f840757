// The load generator: net sockets, one call in flight per connection, minimal reading of the answers.
// Each order received by IPC is one slice: { port, requestsFile, loop, seconds | calls, warmSeconds, rate, seed, connections, rootPid }.
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { readCoreBusySeconds, readTree } from './readings.mjs';

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const STUCK_MS = 15_000;
const requestsByFile = new Map();

process.on('disconnect', () => process.exit());
process.on('message', (order) => {
  runSlice(order).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: String(error.stack ?? error) }),
  );
});
process.send({ ready: true });

async function runSlice(order) {
  const slice = new Slice(order, requestsOf(order.requestsFile));
  try {
    await slice.connect();
    slice.start();
    if (order.warmSeconds > 0) await wait(order.warmSeconds * 1000);
    slice.forget();
    const before = readings(order.rootPid);
    await (order.calls ? slice.untilCalls(order.calls) : wait(order.seconds * 1000));
    const after = readings(order.rootPid);
    return slice.result(before, after);
  } finally {
    slice.stop();
  }
}

function requestsOf(file) {
  if (!requestsByFile.has(file)) {
    const texts = JSON.parse(readFileSync(file, 'utf8'));
    requestsByFile.set(
      file,
      texts.map((text) => Buffer.from(text, 'latin1')),
    );
  }
  return requestsByFile.get(file);
}

function readings(rootPid) {
  return {
    at: performance.now(),
    tree: readTree(rootPid),
    busy: [readCoreBusySeconds(0), process.env.BENCH_CORES === '1' ? 0 : readCoreBusySeconds(1)],
  };
}

class Slice {
  constructor(order, requests) {
    this.order = order;
    this.requests = requests;
    this.next = Math.floor(Math.random() * requests.length);
    this.connections = new Set();
    this.idle = [];
    this.late = []; // open loop: due instants waiting for a free connection
    this.stopped = false;
    this.answers = 0;
    this.forget();
  }

  forget() {
    this.latencies = [];
    this.sendDelays = [];
    this.statuses = {};
    this.broken = 0;
  }

  connect() {
    return Promise.all(Array.from({ length: this.order.connections }, () => this.open()));
  }

  open() {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port: this.order.port, host: '127.0.0.1', noDelay: true });
      const connection = { socket, since: 0, pending: null };
      this.connections.add(connection);
      socket.once('connect', () => {
        socket.off('error', reject);
        socket.on('error', () => socket.destroy());
        socket.on('data', (chunk) => this.receive(connection, chunk));
        socket.on('close', () => this.lose(connection));
        this.idle.push(connection);
        resolve();
      });
      socket.once('error', reject);
    });
  }

  start() {
    if (this.order.loop === 'open') this.scheduleArrivals();
    else while (this.idle.length > 0) this.send(this.idle.pop(), performance.now());
  }

  send(connection, dueAt) {
    connection.since = dueAt;
    const request = this.requests[this.next];
    this.next = this.next + 1 === this.requests.length ? 0 : this.next + 1;
    connection.socket.write(request);
  }

  receive(connection, chunk) {
    const bytes = connection.pending ? Buffer.concat([connection.pending, chunk]) : chunk;
    const status = readAnswer(bytes);
    connection.pending = status === 0 ? bytes : null;
    if (status === 0 || connection.since === 0) return;
    const now = performance.now();
    this.answers++;
    this.latencies.push(now - connection.since);
    this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    connection.since = 0;
    this.goOn(connection, now);
  }

  goOn(connection, now) {
    if (this.stopped) return;
    if (this.order.calls && this.latencies.length >= this.order.calls) this.enough?.();
    else if (this.order.loop !== 'open') this.send(connection, now);
    else if (this.late.length > 0) this.send(connection, this.late.shift());
    else this.idle.push(connection);
  }

  lose(connection) {
    this.connections.delete(connection);
    this.idle = this.idle.filter((other) => other !== connection);
    if (this.stopped) return;
    if (connection.since !== 0) this.broken++;
    setTimeout(() => {
      if (this.stopped) return;
      this.open().then(
        () => this.goOn(this.idle.pop(), performance.now()),
        () => this.broken++,
      );
    }, 10);
  }

  /** Poisson arrivals, the same for every server of a round. Latency runs from the due instant, so a late generator or a full server both show. */
  scheduleArrivals() {
    const meanGapMs = 1000 / this.order.rate;
    const random = randomFrom(this.order.seed);
    let due = performance.now();
    const tick = () => {
      if (this.stopped) return;
      const now = performance.now();
      while (due <= now) {
        this.sendDelays.push(now - due);
        if (this.idle.length > 0) this.send(this.idle.pop(), due);
        else this.late.push(due);
        due += -Math.log(1 - random()) * meanGapMs;
      }
      setTimeout(tick, 1);
    };
    tick();
  }

  untilCalls() {
    return new Promise((resolve, reject) => {
      let seen = -1;
      const watch = setInterval(() => {
        if (this.latencies.length === seen) {
          clearInterval(watch);
          reject(new Error(`no answer for ${STUCK_MS} ms`));
        }
        seen = this.latencies.length;
      }, STUCK_MS);
      this.enough = () => {
        clearInterval(watch);
        resolve();
      };
    });
  }

  result(before, after) {
    const seconds = (after.at - before.at) / 1000;
    const sorted = Float64Array.from(this.latencies).sort();
    const calls = sorted.length;
    const cpuSeconds = after.tree.cpuSeconds - before.tree.cpuSeconds;
    const busy = after.busy.map((value, core) => (value - before.busy[core]) / seconds);
    return {
      seconds,
      calls,
      callsPerSecond: calls / seconds,
      cpuUsPerCall: calls > 0 ? (cpuSeconds * 1e6) / calls : null,
      p50Ms: calls > 0 ? sorted[Math.floor(calls * 0.5)] : null,
      p99Ms: calls > 0 ? sorted[Math.floor(calls * 0.99)] : null,
      rssMb: after.tree.rssBytes / 1e6,
      statuses: this.statuses,
      broken: this.broken,
      notOkShare: 1 - (this.statuses[200] ?? 0) / Math.max(1, calls + this.broken),
      serverCoreBusy: busy[0],
      othersShare: Math.max(0, busy[0] - cpuSeconds / seconds),
      loadCoreBusy: busy[1],
      unanswered: this.late.length,
      answersWithWarmUp: this.answers,
      sendDelayP50Ms: Float64Array.from(this.sendDelays).sort()[this.sendDelays.length >> 1] ?? null,
    };
  }

  stop() {
    this.stopped = true;
    for (const { socket } of this.connections) socket.destroy();
  }
}

/** The status when the answer is whole, else 0. */
function readAnswer(bytes) {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd === -1) return 0;
  const head = bytes.latin1Slice(0, headEnd);
  const status = Number(head.slice(9, 12));
  const length = /content-length: *(\d+)/i.exec(head);
  if (length) return bytes.length >= headEnd + 4 + Number(length[1]) ? status : 0;
  if (/transfer-encoding: *chunked/i.test(head)) return bytes.subarray(-5).equals(LAST_CHUNK) ? status : 0;
  return status;
}

/** mulberry32: a small seeded generator. */
function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
