import { type Static, Type } from 'typebox';
import { providerFailure } from '../../core/failure.ts';
import { missing } from '../../core/missing.ts';
import type { Wire, WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import type { AdemeDoor, Certification, Qualification } from './door.ts';
import { ademeIdentity } from './identity.ts';

/** The most that the service gives at once: more than an establishment ever had. */
const SIZE = 1000;

interface DataFairSettings {
  readonly url: string;
  readonly key: string;
  readonly referer: string;
}

/** A search in a data set, a line for each certificate and domain. */
export function askDataFair(wire: Wire, { url, key, referer }: DataFairSettings): AdemeDoor['certification'] {
  const headers = { 'x-apiKey': key, Referer: referer, Accept: 'application/json' };
  return (errand, siret) => {
    const lines = new URL(url);
    lines.search = `size=${SIZE}&qs=${encodeURIComponent(`siret:${siret} AND traitement_termine:false`)}`;
    return wire.ask(errand, { method: 'GET', url: lines.href, headers }, readLines);
  };
}

const Text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
/** A cell without a value is left out of its line. */
const Line = Type.Object({ nom_qualification: Text, nom_certificat: Text, url_qualification: Text, domaine: Text });

const readJson = jsonReader(
  ademeIdentity,
  Type.Object({ total: Type.Optional(Type.Integer()), results: Type.Array(Line) }),
);

function readLines(answer: WireAnswer): Certification {
  const { total, results } = readJson(answer);
  if (results.length === 0) throw providerFailure(ademeIdentity, '003');
  const domaines = results.map(({ domaine }) => domaine).filter((domaine) => typeof domaine === 'string');
  // A certificate has a line for each of its domains.
  const distinct = new Map(results.map((line) => [identityOf(line), readLine(line)]));
  return {
    domaines: [...new Set(domaines)],
    qualifications: [...distinct.values()],
    incomplete: (total ?? 0) > results.length ? ['domaines', 'qualifications'] : [],
  };
}

const identityOf = (line: Static<typeof Line>): string =>
  JSON.stringify([line.nom_qualification, line.nom_certificat, line.url_qualification]);

function readLine({ nom_qualification, nom_certificat, url_qualification }: Static<typeof Line>): Qualification {
  return {
    nom: nom_qualification ?? missing,
    nomCertificat: nom_certificat ?? missing,
    lien: url_qualification || null,
  };
}
