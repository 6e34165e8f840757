import { defineEndpoint } from '../../core/endpoint.ts';
import { providerFailure } from '../../core/failure.ts';
import { type Missing, missing, readPromised } from '../../core/missing.ts';
import { bySiret } from '../../core/subject.ts';
import { agenceBio } from '../../providers/agence-bio/provider.ts';
import { answer } from './answer.ts';
import { type ProvidedAddress, type ProvidedCertificate, type ProvidedOperator, readOperators } from './provided.ts';

export default defineEndpoint({
  name: 'certificats_agence_bio',
  title: 'Certification en BIO',
  providers: { agenceBio },
  scopes: ['certificat_agence_bio'],
  volume: 'json',
  subject: bySiret,
  watch: {
    uname: 'apie_2_agence_bio',
    provider: 'agencebio',
    everyMinutes: 5,
    availabilityKey: 'api/v2/certificats_agence_bio',
  },
  answer,

  ask: ({ agenceBio }, siret, errand) => agenceBio.operators(errand, siret, readOperators),

  read: ({ items }) => {
    if (items.length === 0) throw providerFailure(agenceBio, '003');
    return items.map(readOperator);
  },
});

function readOperator(operator: ProvidedOperator) {
  return {
    raison_sociale: given(operator.raisonSocial),
    denomination_courante: given(operator.denominationCourante),
    siret: given(operator.siret),
    numero_bio: given(operator.numeroBio),
    date_derniere_mise_a_jour: given(operator.dateMaj),
    numero_pacage: null,
    reseau: given(operator.reseau),
    categories: names(operator.categories),
    activites: names(operator.activites),
    adresses_operateurs: readPromised(given(operator.adressesOperateurs), (list) => list.map(readAddress)),
    productions: readPromised(given(operator.productions), (list) =>
      list.map(({ nom, code }) => ({ nom: given(nom), code: given(code) })),
    ),
    certificats: readPromised(given(operator.certificats), (list) => list.map(readCertificate)),
  };
}

function readAddress(address: ProvidedAddress) {
  return {
    lieu: given(address.lieu),
    code_postal: given(address.codePostal),
    ville: given(address.ville),
    lat: given(address.lat),
    long: given(address.long),
    type: given(address.typeAdresseOperateurs),
  };
}

/** Dates and address may be null in what is published: absent alone is missing. */
function readCertificate(certificate: ProvidedCertificate) {
  const { dateEngagement = missing, dateArret = missing, dateSuspension = missing, url = missing } = certificate;
  return {
    organisme: given(certificate.organisme),
    date_engagement: dateEngagement,
    date_arret: dateArret,
    date_suspension: dateSuspension,
    url,
    etat_certification: given(certificate.etatCertification),
  };
}

/** A list of names, which an unnamed element makes unreadable: items of a list are never missing alone. */
function names(list: readonly { nom?: string | null }[] | null | undefined): string[] | Missing {
  return readPromised(given(list), (elements) => {
    const read = elements.flatMap(({ nom }) => nom ?? []);
    return read.length === elements.length ? read : missing;
  });
}

/** A value that the published answer promises, and never null. */
function given<T>(value: T | null | undefined): T | Missing {
  return value ?? missing;
}
