import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJson } from '../core/json.ts';
import { counterRule } from '../gateway/volume/limits.ts';
import { withAddresses } from '../papers/with-addresses.ts';
import { developerPlan, documentationPlans } from '../portal/documentation/plans.ts';
import type { EndpointFacts, ServiceFacts } from '../portal/shared/guide/facts.ts';
import { type Guide, readGuide } from '../portal/shared/guide/guide.ts';
import { readNetwork } from '../portal/shared/guide/network.ts';
import { guideValues } from '../portal/shared/guide/values.ts';
import { unitWords } from '../simulator/unit-words.ts';
import { UNITS } from '../simulator/units.ts';
import type { Ground } from './ground.ts';
import { providersOf } from './providers.ts';
import { workedExample } from './worked-example.ts';

/** Reads and fills the chapters of the documentation and of the integrators' home; refuses to start when one says what is not. */
export function openGuide(ground: Ground, firstCall: string): Guide {
  const facts = serviceFacts(ground, firstCall);
  const pages = readGuide({
    directory: join(ground.places.portal, 'documentation', 'chapitres'),
    plans: [developerPlan, ...documentationPlans],
    lookup: guideValues(facts),
  });
  const [developers, ...documentation] = pages;
  if (developers === undefined) throw new Error('each plan has its page');
  return { documentation, developers, network: facts.network };
}

/** What the guide tells, gathered from wherever it is settled. */
function serviceFacts(ground: Ground, firstCall: string): ServiceFacts {
  const { config, limits, endpoints, papersOf, places } = ground;
  const examples = readExamples(join(places.portal, 'documentation', 'exemples'));
  const documents = counterRule(limits, 'documents', 'documents');
  if (documents === null) throw new Error('the limits file has a limit for documents');
  return {
    publicUrl: config.publicUrl,
    sandbox: config.sandbox,
    firstCall,
    limits,
    workedExample: workedExample('documents', documents),
    deadlineMs: config.deadlineMs,
    documentLifeSeconds: config.documentLifeSeconds,
    documentMaxBytes: config.documentMaxBytes,
    strictTraceability: config.strictTraceability,
    endpoints: endpointFacts(ground),
    providers: providersOf(endpoints)
      .map(({ code, name }) => ({ code, name }))
      .sort((a, b) => a.code.localeCompare(b.code)),
    sandboxUnits: UNITS.map((unit) => ({
      siren: unit.siren,
      siret: unit.siege.siret,
      rna: unit.rna,
      what: unitWords(unit),
    })),
    network: readNetwork(config.networkFile),
    exampleOf: (name) => examples.get(name),
    sampleOf: (endpoint, sample) => {
      if (!endpoints.some(({ name }) => name === endpoint)) return undefined;
      const found = papersOf(endpoint).samples.find(({ name }) => name === sample);
      return found && withAddresses(found.reponse, config.publicUrl);
    },
  };
}

function readExamples(directory: string): ReadonlyMap<string, string> {
  const files = readdirSync(directory);
  return new Map(files.map((file) => [`exemple:${file}`, readFileSync(join(directory, file), 'utf8').trim()]));
}

function endpointFacts({ rooms, papersOf }: Ground): EndpointFacts[] {
  return rooms
    .map(({ endpoint: { name, title, volume, watch }, counter }) => {
      const { sheet, samples } = papersOf(name);
      return {
        name,
        title,
        volume,
        limit: counter.limit,
        advisedSeconds: sheet.delai_conseille_s,
        givesDocuments: samples.some(({ reponse }) => isJson(reponse) && /"<(pdf|zip)>"/.test(JSON.stringify(reponse))),
        uname: watch.uname,
        availabilityKey: watch.availabilityKey,
        everyMinutes: watch.everyMinutes,
      };
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'fr'));
}
