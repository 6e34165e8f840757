import { type Static, Type } from 'typebox';
import type { Errand } from '../../core/errand.ts';
import { providerFailure } from '../../core/failure.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import type { Siret } from '../../core/identifiers/siret.ts';
import { type Missing, promised } from '../../core/missing.ts';
import { defineProvider } from '../../core/provider.ts';
import { shapeReader } from '../../core/provider-answer.ts';
import { askTwoSources } from '../../core/two-sources.ts';
import { effectifsFile, monthKey, yearKeys } from './file.ts';
import { effectifsIdentity } from './identity.ts';

const text = Type.Optional(Type.String());
/** A number, or its text: both have been seen. */
const figure = Type.Optional(
  Type.Union([Type.Number({ minimum: 0 }), Type.String({ pattern: '^\\d{1,9}(\\.\\d+)?$' }), Type.Null()]),
);

/** Either source. The yearly figure has had three names. */
const Said = Type.Object({
  siren: text,
  siret: text,
  annee: text,
  mois: text,
  effectifs_mensuels: figure,
  effectifs_annuels: figure,
  effectifs_annuel: figure,
});

/** A head-count as it was said: what is missing is marked. */
export interface HeadCount {
  readonly siren: string | Missing;
  readonly siret: string | Missing;
  readonly annee: string | Missing;
  readonly mois: string | Missing;
  readonly effectifs: string | Missing;
}

export interface Month {
  readonly annee: string;
  readonly mois: string;
}

/** Head-counts of the ACOSS: a file that it hands over, or the service made over it. No credential. */
export const effectifs = defineProvider({
  ...effectifsIdentity,
  settings: {
    url: {
      variable: 'EFFECTIFS_URL',
      kind: 'url',
      optional: true,
      purpose: 'Adresse du service des effectifs de l’ACOSS',
    },
  },
  handsOver: effectifsFile,
  open: (kit) => {
    const monthly = (errand: Errand, level: string, identifier: string, { annee, mois }: Month): Promise<HeadCount> =>
      askTwoSources(effectifsIdentity, kit, errand, {
        lookup: { key: monthKey(identifier, annee, mois) },
        path: `/effectifs_mensuels_${level}/${identifier}/${annee}/${mois}`,
        read: readHeadCount,
      });
    return {
      /** The most recent year known. */
      yearOf: (errand: Errand, siren: Siren): Promise<HeadCount> =>
        askTwoSources(effectifsIdentity, kit, errand, {
          lookup: { lastStartingWith: yearKeys(siren) },
          path: `/effectifs_annuels_entreprise/${siren}`,
          read: readHeadCount,
        }),
      monthOfCompany: (errand: Errand, siren: Siren, month: Month) => monthly(errand, 'entreprise', siren, month),
      monthOfEstablishment: (errand: Errand, siret: Siret, month: Month) =>
        monthly(errand, 'etablissement', siret, month),
    };
  },
});

const readShape = shapeReader(effectifsIdentity, Said);

function readHeadCount(value: unknown): HeadCount {
  const said = readShape(value);
  const { siren, siret, annee, mois } = said;
  if (siren === undefined && siret === undefined && annee === undefined) {
    throw providerFailure(effectifsIdentity, '000', { cause: 'nothing of a head-count' });
  }
  const count = said.effectifs_annuels ?? said.effectifs_annuel ?? said.effectifs_mensuels ?? undefined;
  return {
    siren: promised(siren),
    siret: promised(siret),
    annee: promised(annee),
    mois: promised(mois),
    effectifs: promised(count === undefined ? undefined : withDecimals(count)),
  };
}

/** « 61.25 »: two decimals, or more when they say something. */
function withDecimals(count: NonNullable<Static<typeof figure>>): string {
  const [whole = '', decimals = ''] = (typeof count === 'number' ? plainText(count) : count).split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`;
}

function plainText(count: number): string {
  const cents = count.toFixed(2);
  return Math.abs(Number(cents) - count) < 1e-9 ? cents : String(count);
}
