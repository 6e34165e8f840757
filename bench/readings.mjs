// What /proc says: CPU of a process tree, its memory, and how busy a core was.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100;

/** CPU seconds of the tree, threads included; children already reaped stay counted through their parent. */
export function readTree(rootPid) {
  const processes = new Map();
  for (const name of readdirSync('/proc')) {
    if (name.charCodeAt(0) > 57) continue;
    const stat = readStat(name);
    if (stat) processes.set(Number(name), stat);
  }
  let ticks = 0;
  let rssBytes = 0;
  const ahead = [rootPid];
  while (ahead.length > 0) {
    const pid = ahead.pop();
    const stat = processes.get(pid);
    if (!stat) continue;
    ticks += stat.ticks;
    rssBytes += stat.rssPages * 4096;
    for (const [child, { parent }] of processes) if (parent === pid) ahead.push(child);
  }
  return { cpuSeconds: ticks / TICKS_PER_SECOND, rssBytes };
}

function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
    return { parent: Number(fields[1]), ticks, rssPages: Number(fields[21]) };
  } catch {
    return null; // it ended between the listing and the reading
  }
}

/** Seconds a core was not idle since boot (steal included). */
export function readCoreBusySeconds(core) {
  const line = readFileSync('/proc/stat', 'latin1')
    .split('\n')
    .find((text) => text.startsWith(`cpu${core} `));
  const [user, nice, system, , , irq, softirq, steal] = line.trim().split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND;
}
