import { defineEndpoint } from '../../core/endpoint.ts';
import { isMissing, missing } from '../../core/missing.ts';
import { bySiren } from '../../core/subject.ts';
import { geo } from '../../providers/geo/provider.ts';
import { infogreffe } from '../../providers/infogreffe/provider.ts';
import { checkDiffusion, nonDiffusables } from '../../providers/insee/diffusion.ts';
import { insee } from '../../providers/insee/provider.ts';
import { isAbroad } from '../../providers/insee/read-adresse.ts';
import { readEtablissement } from '../../providers/insee/read-etablissement.ts';
import { Answer } from './answer.ts';
import { askHeadOffice, askRegister, begun } from './legs.ts';
import { readEntreprise } from './read-entreprise.ts';
import { readRegister } from './read-register.ts';

export default defineEndpoint({
  name: 'entreprises',
  title: "Données de référence d'une entité",
  providers: { insee, infogreffe, geo },
  scopes: ['entreprises'],
  volume: 'json',
  subject: bySiren,
  former: ['/v2/entreprises_legacy/{siren}'],
  options: { nonDiffusables },
  gatewayError: true,
  mayBeReplacedOrClosed: true,
  watch: {
    uname: 'apie_2_entreprises',
    provider: 'insee',
    everyMinutes: 60,
    availabilityKey: 'api/v3/entreprises_restored',
  },

  answer: Answer,

  ask: async ({ insee, infogreffe, geo }, siren, errand, { nonDiffusables }) => {
    const register = begun(askRegister(infogreffe, errand, siren));
    const unit = await insee.legalUnit(errand, siren);
    checkDiffusion(unit.statutDiffusionUniteLegale, { errand, nonDiffusables });
    const headOffice = await askHeadOffice({ insee, geo }, unit, { errand, nonDiffusables });
    return { unit, headOffice, register: await register };
  },

  read: ({ unit, headOffice, register }, siren, { nonDiffusables }) => ({
    entreprise: readEntreprise(unit, {
      siren,
      isAbroad: !isMissing(headOffice) && isAbroad(headOffice.establishment),
      register: readRegister(register),
      showsDiffusion: nonDiffusables,
    }),
    etablissement_siege: isMissing(headOffice)
      ? missing
      : readEtablissement(headOffice.establishment, headOffice.commune),
  }),
});
