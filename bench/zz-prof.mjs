import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { requestsFor } from './calls.mjs';
import { startGateway, startLoad, startStub, startFastify } from './contestants.mjs';
import { ask, folder, guarded } from './processes.mjs';
const scenario = process.argv[2] ?? 'cotisations_msa';
const prof = process.argv[3] === 'prof';
await guarded(120, async () => {
  const stub = await startStub();
  const load = await startLoad();
  const server = await startGateway(stub.urls, { nodeOptions: prof ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : [], env: JSON.parse(process.env.GW ?? '{}') });
  if (server.absent) throw new Error(server.absent);
  const requestsFile = join(folder, 'r.json');
  writeFileSync(requestsFile, JSON.stringify(requestsFor(scenario, server.tokens, server.port)));
  const order = { port: server.port, requestsFile, loop: 'closed', connections: 64, rootPid: server.child.pid };
  for (let i = 0; i < 4; i++) {
    const { result, error } = await ask(load, { ...order, seconds: 2, warmSeconds: i === 0 ? 2 : 0 });
    if (error) throw new Error(error);
    console.log(JSON.stringify(result).slice(0, 400));
  }
  process.kill(server.child.pid, 'SIGTERM');
  await new Promise((r) => setTimeout(r, 4000));
});
