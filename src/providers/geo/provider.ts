import { Type } from 'typebox';
import type { Errand } from '../../core/errand.ts';
import type { ProviderIdentity } from '../../core/failure.ts';
import { defineProvider, type Wire } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';

const identity: ProviderIdentity = { slug: 'geo', code: '20', name: 'API Geo' };

/** API Geo: name and région of a commune. Open, no credential. */
export const geo = defineProvider({
  ...identity,
  settings: { url: { variable: 'GEO_URL', kind: 'url', purpose: "Adresse de l'API Geo" } },
  open: ({ wire, settings }) => openGeo(wire, settings.url),
});

/** The collectivités d'outre-mer have no région. */
const readCommune = jsonReader(
  identity,
  Type.Object({
    nom: Type.String(),
    region: Type.Optional(Type.Object({ code: Type.String(), nom: Type.String() })),
  }),
);

type Commune = ReturnType<typeof readCommune>;

interface Geo {
  /** The commune of a code of the Code officiel géographique. */
  commune(errand: Errand, code: string): Promise<Commune>;
}

const FIELDS = '?fields=nom,codePostal,region,departement';

function openGeo(wire: Wire, url: string): Geo {
  const base = `${url}/communes/`;
  return {
    commune: (errand, code) =>
      wire.ask(errand, { method: 'GET', url: base + encodeURIComponent(code) + FIELDS }, readCommune),
  };
}
