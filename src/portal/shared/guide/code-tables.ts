import { generalErrors, providerErrors } from '../../../core/error-catalogue.ts';
import { statusOfKind } from '../../../core/failure-kind.ts';
import { outcomes } from '../outcome-words.ts';
import type { ServiceFacts } from './facts.ts';
import { code, markdownTable } from './markdown-table.ts';

export function statusTable(): string {
  return markdownTable(
    'Codes HTTP, ce qu’ils veulent dire et ce qu’il faut faire',
    ['Code HTTP', 'Ce qui s’est passé', 'Que faire'],
    outcomes.map(([status, what, wayOut]) => [`**${status}**`, what, wayOut]),
  );
}

export function generalErrorTable(): string {
  return markdownTable(
    'Codes d’erreur généraux',
    ['Code', 'HTTP', 'Titre', 'Phrase'],
    Object.entries(generalErrors).map(([name, { kind, title, sentence }]) => [
      code(name),
      statusOfKind[kind],
      title,
      sentence,
    ]),
  );
}

export function providerErrorTable(): string {
  return markdownTable(
    'Codes d’erreur des fournisseurs, après les deux chiffres du fournisseur',
    ['Code', 'HTTP', 'Titre', 'Phrase'],
    Object.entries(providerErrors).map(([name, { kind, title, sentence }]) => [
      code(`••${name}`),
      statusOfKind[kind],
      title,
      sentence('nom du fournisseur'),
    ]),
  );
}

export function providerTable({ providers }: Pick<ServiceFacts, 'providers'>): string {
  return markdownTable(
    'Les deux premiers chiffres d’un code disent quel fournisseur est en cause',
    ['Chiffres', 'Fournisseur'],
    providers.map(({ code: digits, name }) => [code(digits), name]),
  );
}
