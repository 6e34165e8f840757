import { Type } from 'typebox';
import { defineEndpoint } from '../../core/endpoint.ts';
import { bySiren } from '../../core/subject.ts';
import { opqibi } from '../../providers/opqibi/provider.ts';
import { readCertificate } from './certificate.ts';
import { readAnswer } from './read-answer.ts';

export default defineEndpoint({
  name: 'certificats_opqibi',
  title: "Certification de qualification d'ingénierie",
  providers: { opqibi },
  scopes: ['certificat_opqibi'],
  volume: 'json',
  subject: bySiren,
  watch: {
    uname: 'apie_2_certificats_opqibi',
    provider: 'opqibi',
    everyMinutes: 60,
    availabilityKey: 'api/v2/certificats_opqibi',
  },

  answer: Type.Object({
    siren: Type.String({ description: "Numéro de SIREN de l'entreprise : 9 chiffres." }),
    numero_certificat: Type.String({ description: 'Numéro du certificat, tel que l’OPQIBI l’écrit.' }),
    date_de_delivrance_du_certificat: Type.String({ description: 'Date de délivrance du certificat (JJ/MM/AAAA).' }),
    duree_de_validite_du_certificat: Type.String({
      description: 'Durée de validité du certificat, en toutes lettres.',
    }),
    assurance: Type.String({ description: "Assureur de l'entreprise." }),
    url: Type.String({ description: "Adresse de la fiche de l'entreprise dans l'annuaire public de l'OPQIBI." }),
    qualifications: qualifications('Qualifications acquises.'),
    date_de_validite_des_qualifications: validity('Date de fin de validité des qualifications (JJ/MM/AAAA)'),
    qualifications_probatoires: qualifications('Qualifications accordées à titre probatoire.'),
    date_de_validite_des_qualifications_probatoires: validity(
      'Date de fin de validité des qualifications probatoires (JJ/MM/AAAA)',
    ),
  }),

  ask: ({ opqibi }, siren, errand) => opqibi.certificate(errand, siren, readAnswer),

  read: readCertificate,
});

function validity(description: string) {
  return Type.Union([Type.String(), Type.Null()], {
    description: `${description} ; null quand l'OPQIBI n'en donne pas.`,
  });
}

function qualifications(description: string) {
  return Type.Array(
    Type.Object({
      code_qualification: Type.String({ description: "Code de la qualification dans la nomenclature de l'OPQIBI." }),
      nom: Type.String({ description: 'Intitulé de la qualification.' }),
      definition: Type.String({
        description: 'Définition de la qualification ; peut contenir des balises HTML, à neutraliser avant affichage.',
      }),
      rge: Type.Union([Type.Literal('0'), Type.Literal('1')], {
        description: 'Qualification reconnue garante de l’environnement (RGE) : "1" oui, "0" non.',
      }),
    }),
    { description },
  );
}
