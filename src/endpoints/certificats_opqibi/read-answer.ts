import { type Static, Type } from 'typebox';
import { providerFailure } from '../../core/failure.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { opqibi } from '../../providers/opqibi/provider.ts';

const Text = Type.Optional(Type.Union([Type.String(), Type.Null()]));

const Qualification = Type.Object({
  CodeQualification: Text,
  Nom: Text,
  Definition: Text,
  rge: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1'), Type.Null()])),
});
const Qualifications = Type.Optional(Type.Union([Type.Array(Qualification), Type.Null()]));

/** The provider's own names, spelt as it spells them. */
const Certificate = Type.Object({
  numero_certificat: Text,
  date_de_delivrance_du_certificat: Text,
  duree_de_validite_du_certificat: Text,
  assurance: Text,
  url: Text,
  qualifications: Qualifications,
  date_de_validite_des_qualification: Text,
  qualifications_probatoires: Qualifications,
  date_de_validite_des_qualifications_probatoires: Text,
});

export type ProviderCertificate = Static<typeof Certificate>;
export type ProviderQualification = Static<typeof Qualification>;

const readJson = jsonReader(opqibi, Certificate);

/** Reads a certificate; an object with nothing of one is not an answer. */
export function readAnswer(answer: WireAnswer): ProviderCertificate {
  const certificate = readJson(answer);
  const { numero_certificat, qualifications, qualifications_probatoires } = certificate;
  if (numero_certificat ?? qualifications ?? qualifications_probatoires) return certificate;
  throw providerFailure(opqibi, '000', { cause: 'nothing of a certificate' });
}
