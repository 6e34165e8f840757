import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { Incomplete, isMissing, missing, readPromised } from '../../core/missing.ts';
import type { Option } from '../../core/options.ts';
import { bySiret } from '../../core/subject.ts';
import { ademe } from '../../providers/ademe/provider.ts';
import { fetchCertificates } from './fetch-certificates.ts';

const skipPdf: Option<boolean> = {
  names: ['skip_pdf'],
  description:
    'Avec `true` ou `1`, les certificats ne sont pas téléchargés : `url_certificat` est null et la réponse vient plus vite. Toute autre valeur est sans effet.',
  schema: { type: 'string', enum: ['true', '1'] },
  read: ([raw = '']) => raw === 'true' || raw === '1',
};

export default defineEndpoint({
  name: 'certificats_rge_ademe',
  title: 'Certification RGE',
  providers: { ademe },
  scopes: ['certificat_rge_ademe'],
  volume: 'documents',
  subject: bySiret,
  options: { skipPdf },
  watch: {
    uname: 'apie_2_certificats_rge_ademe',
    provider: 'ademe',
    everyMinutes: 60,
    availabilityKey: 'api/v2/certificats_rge_ademe',
  },

  answer: Type.Object({
    domaines: Type.Array(Type.String(), {
      description: "Domaines de travaux pour lesquels l'établissement est certifié, sans répétition.",
    }),
    qualifications: Type.Array(
      Type.Object({
        nom: Type.String({ description: 'Nom de la qualification.' }),
        nom_certificat: Type.String({ description: 'Nom du certificat, ou du signe de qualité.' }),
        url_certificat: Type.Union([Type.String(), Type.Null()], {
          description:
            "Adresse temporaire du certificat (PDF) ; null avec `skip_pdf`, ou quand l'ADEME n'annonce pas de certificat.",
        }),
      }),
      { description: "Qualifications en cours de l'établissement, dans l'ordre de l'ADEME." },
    ),
  }),

  ask: async ({ ademe }, siret, errand, { skipPdf }) => {
    const certification = await ademe.certification(errand, siret);
    const { qualifications } = certification;
    const links = skipPdf || isMissing(qualifications) ? [] : qualifications.map(({ lien }) => lien);
    return { ...certification, urls: await fetchCertificates((lien) => ademe.document(errand, lien), links) };
  },

  read: ({ domaines, qualifications, incomplete, urls }, _siret, { skipPdf }) => {
    const draft = {
      domaines: readPromised(domaines, (names) => [...names]),
      qualifications: readPromised(qualifications, (list) =>
        list.map(({ nom, nomCertificat, lien }) => ({
          nom,
          nom_certificat: nomCertificat,
          url_certificat: skipPdf ? null : readPromised(lien, (address) => address && (urls.get(address) ?? missing)),
        })),
      ),
    };
    return incomplete.length === 0
      ? draft
      : new Incomplete(
          draft,
          incomplete.map((list) => `/${list}`),
        );
  },
});
