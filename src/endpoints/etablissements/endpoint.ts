import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySiret } from '../../core/subject.ts';
import { geo } from '../../providers/geo/provider.ts';
import { checkEstablishmentDiffusion, nonDiffusables } from '../../providers/insee/diffusion.ts';
import { Etablissement } from '../../providers/insee/etablissement.ts';
import { locate } from '../../providers/insee/locate.ts';
import { insee } from '../../providers/insee/provider.ts';
import { readEtablissement } from '../../providers/insee/read-etablissement.ts';

export default defineEndpoint({
  name: 'etablissements',
  title: "Données de référence d'un établissement",
  providers: { insee, geo },
  scopes: ['etablissements'],
  volume: 'json',
  subject: bySiret,
  former: [
    '/v2/etablissements_legacy/{siret}',
    '/v2/etablissements/{siret}/predecesseur',
    '/v2/etablissements/{siret}/successeur',
  ],
  options: { nonDiffusables },
  gatewayError: true,
  mayBeReplacedOrClosed: true,
  watch: {
    uname: 'apie_2_etablissements',
    provider: 'insee',
    everyMinutes: 5,
    availabilityKey: 'api/v3/etablissements_restored',
  },

  answer: Type.Object({ etablissement: Etablissement }),

  ask: async ({ insee, geo }, siret, errand, { nonDiffusables }) => {
    const establishment = await insee.establishment(errand, siret);
    checkEstablishmentDiffusion(establishment, { errand, nonDiffusables });
    return { establishment, commune: await locate(establishment, errand, geo) };
  },

  read: ({ establishment, commune }) => ({ etablissement: readEtablissement(establishment, commune) }),
});
