import { frenchDate } from '../../core/dates/calendar.ts';
import type {
  Adresse,
  FictionalUnit,
  Immatriculation,
  Mandataire,
  Observation,
  Personne,
} from '../../simulator/units.ts';
import { escaped } from './xml.ts';

type RegisteredUnit = FictionalUnit & { readonly immatriculation: Immatriculation };

const LARGE_COUNT = 300;
const DATE_EXTRAIT = '2026-01-05';

/** The `Extrait` of a registered unit, as Infogreffe writes it: attributes, capitals, French dates, untrimmed labels. */
export function extractXml(unit: RegisteredUnit): string {
  const { immatriculation, behaviour } = unit;
  const isPartial = behaviour === 'partial';
  const content = isPartial
    ? observations(unit)
    : `${dirigeants(unit)}${observations(unit)}${radiation(immatriculation)}${principal(unit)}`;
  const identified = isPartial ? '' : unit.personne === null ? company(unit) : person(unit.personne);
  const type = unit.personne === null ? '2' : '1';
  const { date } = immatriculation;
  return (
    `<Extrait type="${type}"><dossier id_adr_greffe="AD1" date_immat="${french(date)}" dateISO_immat="${date}" ` +
    `date_extrait="${french(DATE_EXTRAIT)}"><entreprise id_adr_siege="AD2">${registered(unit)}${identified}</entreprise>` +
    `${content}</dossier>${address('AD2', unit.siege.adresse)}</Extrait>`
  );
}

const french = (date: string): string => frenchDate(date) ?? '';

function registered({ siren, immatriculation: { greffe, numeroGestion } }: RegisteredUnit): string {
  return (
    `<greffe code="${greffe.code}">${escaped(greffe.nom)}</greffe><num_ident siren="${siren}"></num_ident>` +
    `<num_gest numGreffe="${greffe.code}"><millesime>${numeroGestion.millesime}</millesime>` +
    `<statut>${numeroGestion.statut}</statut><chrono>${numeroGestion.chrono}</chrono></num_gest>`
  );
}

function company({ denomination, immatriculation: { forme, capital } }: RegisteredUnit): string {
  const shown = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2 }).format(capital ?? 0);
  const montant =
    capital === null
      ? ''
      : `<capital><montant devise="EUROS" codeDevise="EUR" valeur="${capital}">${shown}</montant></capital>`;
  return (
    `<pm forme_juridique="${escaped(forme?.libelle ?? '')}" codeFormeJuridique="${forme?.code ?? ''}">` +
    `<denomination>${escaped(denomination ?? '')}</denomination>${montant}` +
    `<date_cloture dateISO="12-31"></date_cloture></pm>`
  );
}

function person({ sexe, nom, nomUsage, prenoms, dateNaissance, lieuNaissance }: Personne): string {
  const civilite = sexe === 'F' ? 'MADAME' : 'MONSIEUR';
  const usage = nomUsage === null ? '' : `<nom_usage>${escaped(nomUsage)}</nom_usage>`;
  return (
    `<pp nationalite="FRANCAISE" codeNationalite="FR" adresse="AD3" civilite="${civilite}"><nom>${escaped(nom)}</nom>` +
    `${usage}<prenom>${escaped(prenoms.join(' '))}</prenom><naissance pays="FRANCE" codePays="FR">` +
    `<date dateISO="${dateNaissance}">${french(dateNaissance)}</date><lieu>${escaped(lieuNaissance)}</lieu></naissance></pp>`
  );
}

/** A natural person's extract has no such list. */
function dirigeants({ behaviour, immatriculation: { mandataires } }: RegisteredUnit): string {
  if (mandataires.length === 0) return '';
  return `<liste_dirigeant>${repeated(mandataires, behaviour).map(dirigeant).join('')}</liste_dirigeant>`;
}

function dirigeant(mandataire: Mandataire): string {
  const { type, fonction, codeFonction } = mandataire;
  const qualite = `<qualite code="${codeFonction}">${escaped(fonction)}</qualite>`;
  if (mandataire.type === 'PP') {
    return `<dirigeant type="${type}" refugie="0">${qualite}${person(mandataire.personne)}</dirigeant>`;
  }
  return (
    `<dirigeant type="${type}">${qualite}<pm adresse_siege="AD4">` +
    `<denomination>${escaped(mandataire.raisonSociale)}</denomination><greffe code="4401">NANTES</greffe>` +
    `<num_ident>${mandataire.siren}</num_ident></pm></dirigeant>`
  );
}

function observations({ behaviour, immatriculation }: RegisteredUnit): string {
  if (immatriculation.observations.length === 0) return '';
  return `<liste_observations>${repeated(immatriculation.observations, behaviour).map(observation).join('')}</liste_observations>`;
}

function observation({ date, numero, libelle }: Observation): string {
  return `<observation dateISO="${date}" numero="${numero}"><libelle position=" "> ${escaped(libelle)} </libelle></observation>`;
}

function radiation({ dateRadiation }: Immatriculation): string {
  if (dateRadiation === null) return '';
  return `<radiation><date_radiation dateISO="${dateRadiation}">${french(dateRadiation)}</date_radiation></radiation>`;
}

function principal({ naf, immatriculation: { date, nomCommercial, activite } }: RegisteredUnit): string {
  const name = nomCommercial === null ? '' : `<nom_commercial>${escaped(nomCommercial)}</nom_commercial>`;
  return (
    `<etablissement type="1" mode="0" adresse="AD2">${name}` +
    `<activite date_debut="${french(date)}" dateISO_debut="${date}">${escaped(activite)}</activite>` +
    `<origine_fonds>CREATION</origine_fonds><mode_exploit>EXPLOITATION DIRECTE</mode_exploit>` +
    `<codeAPE>${naf.replace('.', '')}</codeAPE></etablissement>`
  );
}

function address(id: string, { numero, indiceRepetition, typeVoie, voie, commune }: Adresse): string {
  const line = escaped([numero, indiceRepetition, typeVoie, voie].filter((part) => part !== null).join(' '));
  return (
    `<adresse id="${id}"><nompostal/><numero/><type/><voie>${line} </voie><ligne1/><ligne2>${line} </ligne2><localite/>` +
    `<code_postal>${commune.codePostal}</code_postal><bureau_distributeur>${escaped(commune.libelle)}</bureau_distributeur>` +
    `<pays/></adresse>`
  );
}

/** The unit whose lists are at their maximum has them long. */
function repeated<T>(items: readonly T[], behaviour: FictionalUnit['behaviour']): readonly T[] {
  if (behaviour !== 'large') return items;
  return Array.from({ length: Math.ceil(LARGE_COUNT / items.length) }, () => items)
    .flat()
    .slice(0, LARGE_COUNT);
}
