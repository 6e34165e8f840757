import type { Siren } from '../../core/identifiers/siren.ts';
import { missing, promised, readPromised } from '../../core/missing.ts';
import type { ProviderCertificate, ProviderQualification } from './read-answer.ts';

/** The published answer; a validity that the provider says it does not have stays null. */
export function readCertificate(certificate: ProviderCertificate, siren: Siren) {
  return {
    siren,
    numero_certificat: certificate.numero_certificat ?? missing,
    date_de_delivrance_du_certificat: certificate.date_de_delivrance_du_certificat ?? missing,
    duree_de_validite_du_certificat: certificate.duree_de_validite_du_certificat ?? missing,
    assurance: certificate.assurance ?? missing,
    url: certificate.url ?? missing,
    qualifications: readQualifications(certificate.qualifications),
    date_de_validite_des_qualifications: promised(certificate.date_de_validite_des_qualification),
    qualifications_probatoires: readQualifications(certificate.qualifications_probatoires),
    date_de_validite_des_qualifications_probatoires: promised(
      certificate.date_de_validite_des_qualifications_probatoires,
    ),
  };
}

/** None is an empty list, however it is written. */
function readQualifications(qualifications: readonly ProviderQualification[] | null | undefined) {
  return readPromised(promised(qualifications), (list) => (list ?? []).map(readQualification));
}

function readQualification({ CodeQualification, Nom, Definition, rge }: ProviderQualification) {
  return {
    code_qualification: CodeQualification ?? missing,
    nom: Nom ?? missing,
    definition: Definition ?? missing,
    rge: rge ?? missing,
  };
}
