import { generalErrors } from '../../../core/error-catalogue.ts';
import { tokenPattern } from '../../../core/jeton.ts';
import { isJson, type Json } from '../../../core/json.ts';
import {
  handoverLinkHours,
  noticeDays,
  objectMaxCharacters,
  promisedAvailability,
  tokenLifeMonths,
  traceMonths,
  usualInstructionDays,
} from '../../../core/terms.ts';
import { seenStatuses } from '../outcome-words.ts';
import { generalErrorTable, providerErrorTable, providerTable, statusTable } from './code-tables.ts';
import type { ServiceFacts } from './facts.ts';
import type { Network } from './network.ts';
import {
  addressTable,
  advisedDelay,
  authorityTable,
  availabilityTable,
  delayTable,
  ownLimitTable,
  probePeriods,
  sandboxTable,
  workedExampleTable,
} from './service-tables.ts';
import type { Lookup } from './template.ts';
import { durationWords, listWords, numberWords, plural } from './words.ts';

/** What our texts may name between braces. Nothing that is settled elsewhere is typed in them. */
export function guideValues(facts: ServiceFacts): Lookup {
  const values = new Map<string, string | boolean>(
    Object.entries({ ...figures(facts), ...examples(facts), ...tables(facts), ...conditions(facts) }),
  );
  return (name) => values.get(name) ?? facts.exampleOf(name) ?? sample(name, facts) ?? sentence(name);
}

function figures({ limits, endpoints, providers, ...facts }: ServiceFacts): Record<string, string> {
  const { adresse, bannissement, fenetre_s, groupes } = limits;
  return {
    'limites.json': numberWords(groupes.json.limite),
    'limites.json.debit': numberWords(Math.max(1, Math.floor((groupes.json.limite / fenetre_s) * 0.8))),
    'limites.documents': numberWords(groupes.documents.limite),
    'limites.fenetre': durationWords(fenetre_s),
    'limites.adresse': numberWords(adresse.plafond),
    'limites.adresse.fenetre': durationWords(adresse.fenetre_s),
    'bannissement.duree': durationWords(bannissement.duree_s),
    'bannissement.refus': numberWords(bannissement.refus.nombre),
    'bannissement.refus.fenetre': durationWords(bannissement.refus.fenetre_s),
    'delai.fournisseurs': durationWords(facts.deadlineMs / 1000),
    'delai.donnees': advisedDelay(endpoints.filter(({ givesDocuments }) => !givesDocuments)),
    'delai.documents': advisedDelay(endpoints.filter(({ givesDocuments }) => givesDocuments)),
    'documents.duree': durationWords(facts.documentLifeSeconds),
    'documents.taille': `${numberWords(facts.documentMaxBytes / 1_000_000)} Mo`,
    'jeton.duree': `${tokenLifeMonths} mois`,
    'jeton.lien': plural(handoverLinkHours, 'heure'),
    'jeton.rappels': `${listWords(noticeDays.filter((days) => days > 0).map(String))} jours`,
    'instruction.jours': plural(usualInstructionDays, 'jour'),
    'traces.duree': `${traceMonths} mois`,
    'objet.longueur': numberWords(objectMaxCharacters),
    'disponibilite.engagement': `${numberWords(promisedAvailability)} %`,
    'sondes.periodes': probePeriods(endpoints),
    'endpoints.nombre': numberWords(endpoints.length),
    'fournisseurs.nombre': numberWords(providers.length),
  };
}

function examples({
  publicUrl,
  firstCall,
  network,
  workedExample,
  sandboxUnits,
}: ServiceFacts): Record<string, string> {
  const [ordinary] = sandboxUnits;
  return {
    adresse: publicUrl,
    'codes.http': seenStatuses.join(' '),
    'premier-appel': firstCall,
    'jeton.motif': tokenPattern,
    'unite.siren': ordinary?.siren ?? '',
    'unite.siret': ordinary?.siret ?? '',
    'reseau.noms': listWords(network.noms.map((name) => `\`${name}\``)),
    'reseau.tls': network.tls_minimum,
    'reseau.texte': networkText(network),
    'exemple.groupe': workedExample.group,
  };
}

function networkText({ noms, adresses, autorites, tls_minimum }: Network): string {
  return [
    `# TLS ${tls_minimum} au moins`,
    '# Noms',
    ...noms,
    '# Adresses',
    ...adresses.map(({ adresse, usage }) => `${adresse}  # ${usage}`),
    '# Autorités',
    ...autorites.map(({ nom, usage }) => `${nom}  # ${usage}`),
  ].join('\n');
}

function tables(facts: ServiceFacts): Record<string, string> {
  return {
    'table.codes-http': statusTable(),
    'table.erreurs-generales': generalErrorTable(),
    'table.erreurs-fournisseurs': providerErrorTable(),
    'table.fournisseurs': providerTable(facts),
    'table.limites-propres': ownLimitTable(facts),
    'table.exemple': workedExampleTable(facts),
    'table.delais': delayTable(facts),
    'table.unites': sandboxTable(facts),
    'table.adresses': addressTable(facts),
    'table.autorites': authorityTable(facts),
    'table.disponibilite': availabilityTable(facts),
  };
}

function conditions({ sandbox, strictTraceability, network, publicUrl }: ServiceFacts): Record<string, boolean> {
  return {
    'bac-a-sable': sandbox,
    'tracabilite-stricte': strictTraceability,
    'reseau-exemple': network.exemple === true,
    https: publicUrl.startsWith('https:'),
  };
}

/** `reponse:room/sample` is a sample answer; `extrait:room/sample` what an incomplete one says of what it lacks. */
function sample(name: string, { sampleOf }: ServiceFacts): string | undefined {
  const [, kind, endpoint, file] = /^(reponse|extrait):(\w+)\/([\w-]+)$/.exec(name) ?? [];
  if (endpoint === undefined || file === undefined) return undefined;
  const answer = sampleOf(endpoint, file);
  if (answer === undefined) return undefined;
  return JSON.stringify(kind === 'extrait' ? lacking(answer) : answer, null, 2);
}

/** Of an incomplete answer, what it lacks and what says so. */
function lacking(answer: unknown): unknown {
  const whole = isJson(answer) ? answer : {};
  const pointers = Array.isArray(whole['_indisponible']) ? whole['_indisponible'].map(String) : [];
  const { gateway_error, _indisponible } = whole;
  return { ...only(whole, pointers), gateway_error, _indisponible };
}

/** The parts of an object that JSON pointers lead to. */
function only(whole: Json, pointers: readonly string[]): Json {
  const kept = Object.keys(whole).flatMap((key) => {
    const value = whole[key];
    const below = pointers.filter((it) => it.startsWith(`/${key}/`)).map((it) => it.slice(key.length + 1));
    if (pointers.includes(`/${key}`)) return [[key, value]];
    return below.length > 0 && isJson(value) ? [[key, only(value, below)]] : [];
  });
  return Object.fromEntries(kept);
}

/** `phrase:00101` is the sentence of a general error. */
function sentence(name: string): string | undefined {
  const code = /^phrase:(\d{5})$/.exec(name)?.[1];
  return Object.entries(generalErrors).find(([known]) => known === code)?.[1].sentence;
}
