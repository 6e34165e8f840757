import {
  defineSimulation,
  jsonReply,
  type SimulatedReply,
  type SimulatedRequest,
  type UnitOperation,
} from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

type Kind = 'brevets' | 'modeles' | 'marques';
type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What each search is asked for: its collections, and the name of the SIREN in its query. */
const EXPECTED: Readonly<Record<Kind, { readonly collections: string; readonly field: string }>> = {
  brevets: { collections: 'FR,EP,WO,CCP', field: 'TISI' },
  modeles: { collections: 'FR,WO', field: 'ApplicantIdentifier' },
  marques: { collections: 'FR,EU,WO', field: 'ApplicantIdentifier' },
};
const LARGE_COUNT = 200;

export default defineSimulation('inpi-opendata', [searchOf('brevets'), searchOf('modeles'), searchOf('marques')]);

function searchOf(kind: Kind): UnitOperation {
  return {
    method: 'GET',
    path: new RegExp(`^/api/${kind}/search$`),
    identify: (request) => sirenOf(kind, request),
    found: ({ unit }, { baseUrl }) => {
      if (unit.behaviour === 'partial' && kind === 'modeles') return brokenDown();
      return jsonReply(page(kind, titlesOf(kind, unit), baseUrl));
    },
    unknown: (_, { baseUrl }) => jsonReply(page(kind, [], baseUrl)),
    brokenDown,
  };
}

/** The siren of `[FIELD=siren]`; nobody's when the query, or its collections, are not those of this search. */
function sirenOf(kind: Kind, { query }: SimulatedRequest): string {
  const { collections, field } = EXPECTED[kind];
  if (query.getAll('collections').join() !== collections) return '';
  const [, asked, siren = ''] = /^\[(\w+)=(\d{9})\]$/.exec(query.get('query') ?? '') ?? [];
  return asked === field ? siren : '';
}

function brokenDown(): SimulatedReply {
  return jsonReply({ error: 'Erreur interne du moteur de recherche fictif' }, 500);
}

function page(kind: Kind, titles: readonly Fields[], baseUrl: string) {
  return {
    metadata: { count: titles.length },
    results: titles.map((fields, rank) => ({
      documentId: `FR99${rank + 1}`,
      fields: Object.entries(fields).map(([name, value]) =>
        typeof value === 'string' ? { name, value } : { name, values: value },
      ),
      xml: { href: `${baseUrl}/inpi/${kind}/notice/FR99${rank + 1}` },
      image: { href: `${baseUrl}/inpi/${kind}/image/FR99${rank + 1}` },
    })),
  };
}

/** A legal person has titles of every kind, the others marks alone; the unit of large answers has many. */
function titlesOf(kind: Kind, unit: FictionalUnit): readonly Fields[] {
  const count = unit.behaviour === 'large' ? LARGE_COUNT : { brevets: 2, modeles: 1, marques: 6 }[kind];
  if (kind !== 'marques' && unit.kind !== 'personne_morale') return [];
  return Array.from({ length: count }, (_, rank) => titleOf[kind](rank, unit));
}

const titleOf: Readonly<Record<Kind, (rank: number, unit: FictionalUnit) => Fields>> = {
  brevets: (rank) => ({
    PUBN: `<country>FR</country><doc-number>99000${rank + 10}</doc-number><kind>A1</kind>`,
    TIT: `Lanterne imaginaire à ${rank + 2} feux`,
    PUBD: '20210319',
    DEPD: '20190916',
  }),
  modeles: (rank) => ({
    DesignTitle: `Globe de lanterne fictif n° ${rank + 1}`,
    PublicationDate: '20200605',
    DesignApplicationDate: '20200113',
    DesignApplicationNumber: `202099${rank + 10}`,
    DesignReference: '001',
    TotalRepresentationSheet: '3',
    ClassNumber: '2605',
  }),
  marques: (rank, unit) => ({
    ApplicationNumber: `99000${rank + 10}`,
    Mark: `PHARE IMAGINAIRE ${rank + 1}`,
    MarkCurrentStatusCode: 'Marque enregistrée',
    DEPOSANT: unit.denomination ?? unit.personne?.nom ?? '',
    ukey: `FMARK|99000${rank + 10}`,
  }),
};
