import { type Static, Type } from 'typebox';
import type { Errand } from '../../core/errand.ts';
import type { Siret } from '../../core/identifiers/siret.ts';
import { defineProvider } from '../../core/provider.ts';
import { shapeReader } from '../../core/provider-answer.ts';
import { askTwoSources } from '../../core/two-sources.ts';
import { agefiphFile } from './file.ts';
import { agefiphIdentity } from './identity.ts';

const Conformity = Type.Object({
  derniere_annee_de_conformite_connue: Type.Optional(Type.Union([Type.String({ pattern: '^\\d{4}$' }), Type.Null()])),
  dump_date: Type.Optional(Type.Integer()),
});

/** What is known of an establishment, whichever source says it. */
export type Conformity = Static<typeof Conformity>;

const readConformity = shapeReader(agefiphIdentity, Conformity);

/** AGEFIPH: a file that it hands over, or the service made over it. No credential. */
export const agefiph = defineProvider({
  ...agefiphIdentity,
  settings: {
    url: {
      variable: 'AGEFIPH_URL',
      kind: 'url',
      optional: true,
      purpose: 'Adresse du service de consultation de l’AGEFIPH, sans /agefiph',
    },
  },
  handsOver: agefiphFile,
  open: (kit) => ({
    conformityOf: (errand: Errand, siret: Siret): Promise<Conformity> =>
      askTwoSources(agefiphIdentity, kit, errand, {
        lookup: { key: siret },
        path: `/agefiph/sirets/${siret}`,
        read: readConformity,
      }),
  }),
});
