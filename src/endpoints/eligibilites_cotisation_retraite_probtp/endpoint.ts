import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { missing, readPromised } from '../../core/missing.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { bySiret } from '../../core/subject.ts';
import { probtp } from '../../providers/probtp/provider.ts';

const readStatus = jsonReader(probtp, Type.Object({ corps: Type.Optional(Type.Union([Type.String(), Type.Null()])) }));

export default defineEndpoint({
  name: 'eligibilites_cotisation_retraite_probtp',
  title: 'Éligibilité aux cotisations retraite du bâtiment',
  providers: { probtp },
  scopes: ['probtp'],
  volume: 'json',
  subject: bySiret,
  watch: {
    uname: 'apie_2_eligibilites_cotisation_retraite_probtp',
    provider: 'probtp',
    everyMinutes: 60,
    availabilityKey: 'api/v2/eligibilites_cotisation_retraite_probtp',
  },

  answer: Type.Object({
    eligible: Type.Boolean({
      description: "L'établissement peut obtenir de ProBTP une attestation de cotisation retraite.",
    }),
    message: Type.String({
      description:
        'Réponse de ProBTP, en toutes lettres : un code de deux chiffres (00 éligible, 01 non éligible) puis son libellé.',
    }),
  }),

  ask: ({ probtp }, siret, errand) => probtp.ask(errand, { service: 'getStatutCotisation', siret, read: readStatus }),

  /** A text of another beginning than 00 or 01 opens no right: it counts as not eligible. */
  read: ({ corps }) => {
    const message = corps == null ? missing : corps.replace(/\s+/g, ' ').trim();
    return { eligible: readPromised(message, (text) => text.startsWith('00')), message };
  },
});
