import type { ProbeReport } from '../watch/probe.ts';
import { type Command, CommandError } from './command.ts';
import { readWords } from './options.ts';

export const sonder: Command = {
  name: 'sonder',
  usage: '[ENDPOINT]',
  purpose: "Sonde maintenant un endpoint, ou tous, garde l'état vu et dit la durée de chaque étape.",
  async *run(args, { endpoints, probe }) {
    const { rest } = readWords(args, [], []);
    const [name, ...others] = rest;
    if (others.length > 0) throw new CommandError('Un seul endpoint à la fois, ou aucun pour les sonder tous.');
    const asked = endpoints.filter((endpoint) => name === undefined || endpoint.name === name);
    if (asked.length === 0) {
      const known = endpoints.map((endpoint) => endpoint.name).join(', ');
      throw new CommandError(`L'endpoint « ${name} » n'existe pas. Connus : ${known}.`);
    }
    for (const endpoint of asked) yield told(endpoint.name, await probe(endpoint));
  },
};

function told(name: string, { code, connectedMs, answeredMs, totalMs, fault, requestId }: ProbeReport): string {
  const state = code === 200 ? 'UP' : code === 206 ? 'INCOMPLET' : 'DOWN';
  const steps = [
    connectedMs === null ? null : `connexion ${connectedMs} ms`,
    answeredMs === null ? null : `réponse ${answeredMs} ms`,
    `fin ${totalMs} ms`,
    fault,
    requestId === null ? null : `appel ${requestId}`,
  ];
  return `${name} : ${code} ${state} (${steps.filter((step) => step !== null).join(', ')})`;
}
