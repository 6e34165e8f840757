import type { Command } from './command.ts';
import { compteCreer } from './compte-creer.ts';
import { compteDesactiver } from './compte-desactiver.ts';
import { compteLister } from './compte-lister.ts';
import { compteMotDePasse } from './compte-mot-de-passe.ts';
import { compteRattacher } from './compte-rattacher.ts';
import { compteReactiver } from './compte-reactiver.ts';
import { courrielRebond } from './courriel-rebond.ts';
import { horlogeAvancer } from './horloge-avancer.ts';
import { importer } from './importer.ts';
import { jetonCreer } from './jeton-creer.ts';
import { jetonLister } from './jeton-lister.ts';
import { jetonRevoquer } from './jeton-revoquer.ts';
import { journalExporter } from './journal-exporter.ts';
import { journalVerifier } from './journal-verifier.ts';
import { restaurer } from './restaurer.ts';
import { sauvegarder } from './sauvegarder.ts';
import { simulateurPanne } from './simulateur-panne.ts';
import { sonder } from './sonder.ts';
import { tracesExporter } from './traces-exporter.ts';

export const commands: readonly Command[] = [
  jetonCreer,
  jetonRevoquer,
  jetonLister,
  compteCreer,
  compteLister,
  compteMotDePasse,
  compteDesactiver,
  compteReactiver,
  compteRattacher,
  tracesExporter,
  journalVerifier,
  journalExporter,
  importer,
  courrielRebond,
  sauvegarder,
  restaurer,
  sonder,
  horlogeAvancer,
  simulateurPanne,
];

export interface FoundCommand {
  readonly command: Command;
  readonly args: readonly string[];
}

/** Finds the command that the first words name. */
export function findCommand(words: readonly string[]): FoundCommand | null {
  for (const command of commands) {
    const name = command.name.split(' ');
    if (name.every((word, index) => words[index] === word)) return { command, args: words.slice(name.length) };
  }
  return null;
}

/** What `--aide` prints: everything, or one command. */
export function help(found: FoundCommand | null): string {
  const listed = found === null ? commands : [found.command];
  const lines = listed.map(({ name, usage, purpose }) =>
    `  apie ${name} ${usage}`.trimEnd().concat(`\n      ${purpose}`),
  );
  return `${found === null ? 'Commandes :\n' : ''}${lines.join('\n')}`;
}
