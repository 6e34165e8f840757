import type { EndpointFacts, ServiceFacts } from './facts.ts';
import { code, markdownTable } from './markdown-table.ts';
import { listWords, numberWords, plural } from './words.ts';

export function ownLimitTable({ endpoints }: ServiceFacts): string {
  const own = endpoints.filter(({ volume }) => volume === 'propre');
  return markdownTable(
    'Endpoints qui ont leur propre compteur',
    ['Donnée', 'Endpoint', 'Appels par période et par jeton'],
    own.map(({ title, name, limit }) => [title, code(name), numberWords(limit)]),
  );
}

export function workedExampleTable({ workedExample: { calls } }: ServiceFacts): string {
  return markdownTable(
    'Les en-têtes au fil des appels',
    ['Heure', 'Appel', 'Réponse', '`RateLimit-Limit`', '`RateLimit-Remaining`', '`RateLimit-Reset`', '`Retry-After`'],
    calls.map(({ at, what, status, limit, remaining, reset, resetAt, retryAfter }) => [
      at,
      what,
      status,
      limit,
      remaining,
      `${reset} (${resetAt})`,
      retryAfter ?? 'absent',
    ]),
  );
}

/** Endpoints together under each advised delay, the shortest first. */
export function delayTable({ endpoints }: ServiceFacts): string {
  const delays = [...new Set(endpoints.map(({ advisedSeconds }) => advisedSeconds))].sort((a, b) => a - b);
  return markdownTable(
    'Délai d’attente conseillé, par donnée',
    ['Délai', 'Données'],
    delays.map((delay) => [
      plural(delay, 'seconde'),
      listWords(endpoints.filter(({ advisedSeconds }) => advisedSeconds === delay).map(({ title }) => title)),
    ]),
  );
}

export function sandboxTable({ sandboxUnits }: ServiceFacts): string {
  return markdownTable(
    'Unités fictives du bac à sable',
    ['SIREN', 'SIRET du siège', 'RNA', 'Ce qu’elle est, ce que l’API répond'],
    sandboxUnits.map(({ siren, siret, rna, what }) => [code(siren), code(siret), code(rna), what]),
  );
}

export function addressTable({ network: { adresses } }: ServiceFacts): string {
  return markdownTable(
    'Adresses IP à autoriser dans vos pare-feu',
    ['Adresse', 'Usage'],
    adresses.map(({ adresse, usage }) => [code(adresse), usage]),
  );
}

export function authorityTable({ network: { autorites } }: ServiceFacts): string {
  return markdownTable(
    'Autorités de certification à reconnaître',
    ['Autorité', 'Usage', 'Empreinte SHA-256'],
    autorites.map(({ nom, usage, empreinte }) => [
      nom,
      usage,
      empreinte === undefined ? 'non publiée' : code(empreinte),
    ]),
  );
}

/** Under which name each endpoint is known to the API of availability. */
export function availabilityTable({ endpoints }: ServiceFacts): string {
  return markdownTable(
    'Noms des endpoints dans les API de disponibilité',
    ['Donnée', '`uname`', '`endpoint`'],
    endpoints.map(({ title, uname, availabilityKey }) => [title, code(uname), code(availabilityKey)]),
  );
}

/** « entre 5 et 150 minutes ». */
export function probePeriods(endpoints: readonly EndpointFacts[]): string {
  const periods = endpoints.map(({ everyMinutes }) => everyMinutes);
  const [least, most] = [Math.min(...periods), Math.max(...periods)];
  return least === most ? `toutes les ${least} minutes` : `toutes les ${least} à ${most} minutes`;
}

/** « 5 secondes »; « 5 ou 12 secondes » when sheets do not agree. */
export function advisedDelay(endpoints: readonly EndpointFacts[]): string {
  const delays = [...new Set(endpoints.map(({ advisedSeconds }) => advisedSeconds))].sort((a, b) => a - b);
  return `${listWords(delays.map(String), 'ou')} secondes`;
}
