import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import { missing } from '../../core/missing.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySiren } from '../../core/subject.ts';
import { bdf } from '../../providers/bdf/provider.ts';
import { Bilan, readBilan, SentBilan } from './bilan.ts';

const readAnswer = jsonReader(
  bdf,
  Type.Object({
    monnaie: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    bilans: Type.Optional(Type.Union([Type.Array(SentBilan), Type.Null()])),
  }),
);

export default defineEndpoint({
  name: 'bilans_entreprises_bdf',
  title: '3 derniers bilans annuels',
  providers: { bdf },
  scopes: ['bilans_entreprise_bdf'],
  volume: 'json',
  subject: bySiren,
  watch: {
    uname: 'apie_2_bilans_entreprises_bdf',
    provider: 'bdf',
    everyMinutes: 60,
    availabilityKey: 'api/v2/bilans_entreprises_bdf',
  },

  answer: Type.Object({
    monnaie: Type.String({ description: 'Unité des montants : kEuros (milliers d’euros), en général.' }),
    bilans: Type.Array(Bilan, { description: 'Trois bilans au plus, du plus récent au plus ancien.' }),
  }),

  ask: ({ bdf }, siren, errand) => bdf.bilans(errand, { siren, read: readAnswer }),

  /** A list that is null or empty, although announced, says what its code 204 says. */
  read: ({ monnaie, bilans }) => {
    if (bilans === null || bilans?.length === 0) throw providerFailure(bdf, '003');
    return { monnaie: monnaie ?? missing, bilans: bilans?.map(readBilan) ?? missing };
  },
});
