// INSEE's establishment (and API Geo's commune) into the answer of /v2/etablissements, for the Fastify peer.
import codesNaf from '@socialgouv/codes-naf';

const UNAVAILABLE = 'Donnée indisponible';
const nafLabels = new Map(codesNaf.map(({ id, label }) => [id, label]));
const effectifs = new Map(
  [
    ['NN', null, null, 'Unités non employeuses'],
    ['00', 0, 0, '0 salarié'],
    ['01', 1, 2, '1 ou 2 salariés'],
    ['02', 3, 5, '3 à 5 salariés'],
    ['03', 6, 9, '6 à 9 salariés'],
    ['11', 10, 19, '10 à 19 salariés'],
    ['12', 20, 49, '20 à 49 salariés'],
    ['21', 50, 99, '50 à 99 salariés'],
    ['22', 100, 199, '100 à 199 salariés'],
    ['31', 200, 249, '200 à 249 salariés'],
    ['32', 250, 499, '250 à 499 salariés'],
    ['41', 500, 999, '500 à 999 salariés'],
    ['42', 1000, 1999, '1 000 à 1 999 salariés'],
    ['51', 2000, 4999, '2 000 à 4 999 salariés'],
    ['52', 5000, 9999, '5 000 à 9 999 salariés'],
    ['53', 10000, null, '10 000 salariés et plus'],
  ].map(([code, de, a, intitule]) => [code, { de, a, code, intitule }]),
);

const parisHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' });
const epochs = new Map();

/** Unix seconds of midnight in Paris; a few thousand dates recur, hence the memo. */
export function parisEpoch(text) {
  if (!text) return null;
  const day = text.slice(0, 10);
  let epoch = epochs.get(day);
  if (epoch === undefined) {
    if (epochs.size >= 50_000) epochs.clear();
    const utc = Date.parse(`${day}T00:00:00Z`);
    epoch = utc / 1000 - Number(parisHour.format(utc)) * 3600;
    epochs.set(day, epoch);
  }
  return epoch;
}

/** `commune` is null when API Geo failed: the answer is then partial. */
export function readEtablissement(insee, commune) {
  const legalUnit = insee.uniteLegale;
  const address = insee.adresseEtablissement;
  const period = insee.periodesEtablissement.find(({ dateFin }) => dateFin === null) ?? insee.periodesEtablissement[0];
  const abroad = address.codePaysEtrangerEtablissement !== null || address.codeCommuneEtablissement === null;
  const state = period.etatAdministratifEtablissement;
  const enseigne = join(
    ', ',
    period.enseigne1Etablissement,
    period.enseigne2Etablissement,
    period.enseigne3Etablissement,
  );
  const place = commune ?? { nom: UNAVAILABLE, code: UNAVAILABLE, region: { code: UNAVAILABLE, nom: UNAVAILABLE } };
  return {
    etablissement: {
      siege_social: insee.etablissementSiege,
      siret: insee.siret,
      naf: period.activitePrincipaleEtablissement?.replace('.', '') ?? null,
      libelle_naf: nafLabels.get(period.activitePrincipaleEtablissement) ?? 'non référencé',
      date_mise_a_jour: parisEpoch(insee.dateDernierTraitementEtablissement),
      tranche_effectif_salarie_etablissement: {
        ...(effectifs.get(insee.trancheEffectifsEtablissement) ?? { de: null, a: null, code: null, intitule: null }),
        date_reference: insee.anneeEffectifsEtablissement,
      },
      date_creation_etablissement: parisEpoch(insee.dateCreationEtablissement),
      region_implantation: abroad ? NOWHERE : { code: place.region.code, value: place.region.nom },
      commune_implantation: abroad
        ? { code: null, value: address.libelleCommuneEtrangerEtablissement }
        : { code: place.code, value: place.nom },
      pays_implantation: abroad
        ? { code: address.codePaysEtrangerEtablissement, value: address.libellePaysEtrangerEtablissement }
        : FRANCE,
      diffusable_commercialement: insee.statutDiffusionEtablissement === 'O',
      enseigne,
      adresse: readAdresse(address, legalUnit, enseigne, abroad),
      etat_administratif: { value: state, date_fermeture: state === 'F' ? parisEpoch(period.dateDebut) : null },
    },
    gateway_error: commune === null && !abroad,
    _indisponible:
      commune === null && !abroad
        ? ['/etablissement/region_implantation', '/etablissement/commune_implantation']
        : undefined,
  };
}

const NOWHERE = { code: null, value: null };
const FRANCE = { code: 'FR', value: 'FRANCE' };

function readAdresse(address, legalUnit, enseigne, abroad) {
  const street = join(' ', address.typeVoieEtablissement, address.libelleVoieEtablissement);
  const cedex = join(' ', address.codeCedexEtablissement, address.libelleCedexEtablissement);
  return {
    l1:
      legalUnit.denominationUniteLegale ??
      join(' ', civilite(legalUnit.sexeUniteLegale), legalUnit.prenom1UniteLegale, legalUnit.nomUniteLegale),
    l2:
      join(
        ' ',
        legalUnit.denominationUsuelle1UniteLegale,
        legalUnit.denominationUsuelle2UniteLegale,
        legalUnit.denominationUsuelle3UniteLegale,
      ) ?? enseigne,
    l3: address.complementAdresseEtablissement,
    l4: join(' ', address.numeroVoieEtablissement, address.indiceRepetitionEtablissement, street),
    l5: address.distributionSpecialeEtablissement,
    l6: cedex ?? join(' ', address.codePostalEtablissement, address.libelleCommuneEtablissement),
    l7: abroad ? address.libellePaysEtrangerEtablissement : 'FRANCE',
    numero_voie: address.numeroVoieEtablissement,
    type_voie: address.typeVoieEtablissement,
    nom_voie: address.libelleVoieEtablissement,
    complement_adresse: address.complementAdresseEtablissement,
    code_postal: address.codePostalEtablissement,
    localite: address.libelleCommuneEtablissement,
    code_insee_localite: address.codeCommuneEtablissement,
    cedex: address.codeCedexEtablissement,
  };
}

function civilite(sexe) {
  if (sexe === 'M') return 'MONSIEUR';
  return sexe === 'F' ? 'MADAME' : null;
}

/** The parts that are there, else null. */
function join(separator, ...parts) {
  let text = null;
  for (const part of parts) if (part) text = text === null ? part : text + separator + part;
  return text;
}

const string = { type: 'string', nullable: true };
const integer = { type: 'integer', nullable: true };
const codeValue = { type: 'object', properties: { code: string, value: string } };
const strings = (names) => Object.fromEntries(names.split(' ').map((name) => [name, string]));

export const etablissementSchema = {
  type: 'object',
  properties: {
    etablissement: {
      type: 'object',
      properties: {
        siege_social: { type: 'boolean' },
        siret: { type: 'string' },
        naf: string,
        libelle_naf: { type: 'string' },
        date_mise_a_jour: integer,
        tranche_effectif_salarie_etablissement: {
          type: 'object',
          properties: { de: integer, a: integer, code: string, date_reference: string, intitule: string },
        },
        date_creation_etablissement: integer,
        region_implantation: codeValue,
        commune_implantation: codeValue,
        pays_implantation: codeValue,
        diffusable_commercialement: { type: 'boolean' },
        enseigne: string,
        adresse: {
          type: 'object',
          properties: strings(
            'l1 l2 l3 l4 l5 l6 l7 numero_voie type_voie nom_voie complement_adresse code_postal localite code_insee_localite cedex',
          ),
        },
        etat_administratif: { type: 'object', properties: { value: string, date_fermeture: integer } },
      },
    },
    gateway_error: { type: 'boolean' },
    _indisponible: { type: 'array', items: { type: 'string' } },
  },
};
