import { luhnKey } from '../core/identifiers/luhn.ts';
import { parseRna, type Rna } from '../core/identifiers/rna.ts';
import { parseSiren, type Siren } from '../core/identifiers/siren.ts';
import { parseSiret, type Siret, siretOf } from '../core/identifiers/siret.ts';

/** How the providers treat a unit: the rows of SANDBOX.md, one word each. */
export type Behaviour =
  | 'normal'
  | 'non_diffusible'
  | 'closed'
  | 'duplicate'
  | 'unknown'
  | 'partial'
  | 'head_office_down'
  | 'internal_error'
  | 'unreadable'
  | 'bad_document'
  | 'reset'
  | 'unavailable'
  | 'mute'
  | 'slow'
  | 'large';

/** A real commune: `nom` as API Geo writes it, `libelle` as INSEE prints it in an address. */
export type Commune = {
  readonly code: string;
  readonly codePostal: string;
  readonly nom: string;
  readonly libelle: string;
  readonly departement: { readonly code: string; readonly nom: string };
  readonly region: { readonly code: string; readonly nom: string };
};

export type Adresse = {
  readonly complement: string | null;
  readonly numero: string;
  readonly indiceRepetition: string | null;
  readonly typeVoie: string;
  readonly voie: string;
  readonly commune: Commune;
};

/** Dates are `YYYY-MM-DD`; `etat` is A (active) or F (closed). */
export type Etablissement = {
  readonly siret: Siret;
  readonly siege: boolean;
  readonly etat: 'A' | 'F';
  readonly enseigne: string | null;
  readonly adresse: Adresse;
  readonly naf: string;
  readonly trancheEffectif: string;
  readonly dateCreation: string;
  readonly dateFermeture: string | null;
};

export type Personne = {
  readonly nom: string;
  readonly nomUsage: string | null;
  readonly prenoms: readonly string[];
  readonly sexe: 'F' | 'M';
  readonly dateNaissance: string;
  readonly lieuNaissance: string;
};

export type Mandataire =
  | { readonly type: 'PP'; readonly fonction: string; readonly codeFonction: string; readonly personne: Personne }
  | {
      readonly type: 'PM';
      readonly fonction: string;
      readonly codeFonction: string;
      readonly raisonSociale: string;
      readonly siren: Siren;
    };

export type Observation = { readonly date: string; readonly numero: string; readonly libelle: string };

/** What the register of commerce holds; `capital` in euros. */
export type Immatriculation = {
  readonly date: string;
  readonly dateRadiation: string | null;
  readonly greffe: { readonly code: string; readonly nom: string };
  readonly numeroGestion: { readonly millesime: string; readonly statut: string; readonly chrono: string };
  readonly forme: { readonly code: string; readonly libelle: string } | null;
  readonly capital: number | null;
  readonly nomCommercial: string | null;
  readonly activite: string;
  readonly mandataires: readonly Mandataire[];
  readonly observations: readonly Observation[];
};

/** `deposeLe` in Unix seconds, as the RNA dates a piece; `isBroken` when its link does not lead to a PDF. */
export type DocumentAssociation = {
  readonly id: string;
  readonly type: 'Statuts' | 'Liste dirigeants' | 'Récépissé de modification';
  readonly nature: 'PIECE' | 'RECEPISSE';
  readonly sousType: string;
  readonly annee: string;
  readonly deposeLe: number;
  readonly isBroken: boolean;
};

export type Association = {
  readonly titre: string;
  readonly objet: string;
  readonly dateCreation: string;
  readonly dateDeclaration: string;
  readonly datePublication: string;
  readonly documents: readonly DocumentAssociation[];
};

/** An act filed at the INPI: `dateDepot` is `YYYY-MM-DD`, `idFichier` the number of the file to fetch. */
export type Acte = { readonly idFichier: number; readonly dateDepot: string; readonly nature: 'A' | 'P' | 'R' };

/** A balance sheet filed at the INPI: dates are `YYYY-MM-DD`. */
export type Bilan = {
  readonly idFichier: number;
  readonly dateDepot: string;
  readonly dateCloture: string;
  readonly nature: 'B-C' | 'B-S';
  readonly confidentiel: 0 | 1 | 2;
};

/** A unit of the sandbox, whole: what each simulated provider tells comes from here. All of it is invented. */
export type FictionalUnit = {
  readonly siren: Siren;
  readonly rna: Rna;
  readonly kind: 'personne_morale' | 'personne_physique' | 'association';
  readonly behaviour: Behaviour;
  /** The siren that replaces a duplicate; null for every other unit. */
  readonly remplacePar: Siren | null;
  readonly diffusible: boolean;
  readonly etat: 'A' | 'C';
  readonly denomination: string | null;
  readonly sigle: string | null;
  readonly personne: Personne | null;
  readonly categorieJuridique: string;
  readonly categorieEntreprise: 'PME' | 'ETI' | 'GE' | null;
  readonly naf: string;
  readonly trancheEffectif: string;
  readonly anneeEffectif: string;
  readonly dateCreation: string;
  /** Date and hour without a zone, as Sirene writes it. */
  readonly dateDernierTraitement: string;
  readonly dateCessation: string | null;
  readonly siege: Etablissement;
  readonly autresEtablissements: readonly Etablissement[];
  /** Null when the unit is not in the register of commerce. */
  readonly immatriculation: Immatriculation | null;
  readonly association: Association;
  readonly actes: readonly Acte[];
  readonly bilans: readonly Bilan[];
};

export type FoundUnit = { readonly unit: FictionalUnit; readonly etablissement: Etablissement };

const BRETAGNE = { code: '53', nom: 'Bretagne' };

const rennes: Commune = {
  code: '35238',
  codePostal: '35000',
  nom: 'Rennes',
  libelle: 'RENNES',
  departement: { code: '35', nom: 'Ille-et-Vilaine' },
  region: BRETAGNE,
};

const brest: Commune = {
  code: '29019',
  codePostal: '29200',
  nom: 'Brest',
  libelle: 'BREST',
  departement: { code: '29', nom: 'Finistère' },
  region: BRETAGNE,
};

const nantes: Commune = {
  code: '44109',
  codePostal: '44000',
  nom: 'Nantes',
  libelle: 'NANTES',
  departement: { code: '44', nom: 'Loire-Atlantique' },
  region: { code: '52', nom: 'Pays de la Loire' },
};

const dijon: Commune = {
  code: '21231',
  codePostal: '21000',
  nom: 'Dijon',
  libelle: 'DIJON',
  departement: { code: '21', nom: "Côte-d'Or" },
  region: { code: '27', nom: 'Bourgogne-Franche-Comté' },
};

const limoges: Commune = {
  code: '87085',
  codePostal: '87000',
  nom: 'Limoges',
  libelle: 'LIMOGES',
  departement: { code: '87', nom: 'Haute-Vienne' },
  region: { code: '75', nom: 'Nouvelle-Aquitaine' },
};

const ileDeSein: Commune = {
  code: '29083',
  codePostal: '29990',
  nom: 'Île-de-Sein',
  libelle: 'ILE-DE-SEIN',
  departement: { code: '29', nom: 'Finistère' },
  region: BRETAGNE,
};

/** Every commune where a unit of the sandbox has an address. */
export const COMMUNES: readonly Commune[] = [rennes, brest, nantes, dijon, limoges, ileDeSein];

/** The one commune that the Geo simulator refuses: that of 100206002 alone (SANDBOX.md). */
export const REFUSED_COMMUNE: Commune = ileDeSein;

type Row = { readonly siren: string; readonly siege: string; readonly rna: string };

const alois: Personne = {
  nom: 'VERTEPLUME',
  nomUsage: null,
  prenoms: ['ALOIS', 'OCTAVE'],
  sexe: 'M',
  dateNaissance: '1968-11-21',
  lieuNaissance: 'VANNES',
};

const odile: Personne = {
  nom: 'BRUMELANDE',
  nomUsage: 'BRUMELANDE-OSIER',
  prenoms: ['ODILE', 'JEANNE'],
  sexe: 'F',
  dateNaissance: '1974-03-05',
  lieuNaissance: 'QUIMPER',
};

const iris: Personne = {
  nom: 'CLAIRECOMBE',
  nomUsage: 'DUSONGE',
  prenoms: ['IRIS', 'SOLANGE', 'MADELEINE'],
  sexe: 'F',
  dateNaissance: '1985-04-17',
  lieuNaissance: 'MORLAIX',
};

const mandataires: readonly Mandataire[] = [
  { type: 'PP', fonction: 'PRESIDENT', codeFonction: 'PRES', personne: alois },
  { type: 'PP', fonction: 'DIRECTEUR GENERAL', codeFonction: 'DG', personne: odile },
  {
    type: 'PM',
    fonction: 'COMMISSAIRE AUX COMPTES TITULAIRE',
    codeFonction: 'CACTITH',
    raisonSociale: 'AUDIT FICTIF DES TROIS BRUMES',
    siren: siren('100100072'),
  },
];

const immatriculation: Immatriculation = {
  date: '2004-09-13',
  dateRadiation: null,
  greffe: { code: '3501', nom: 'RENNES' },
  numeroGestion: { millesime: '2004', statut: 'B', chrono: '09876' },
  forme: { code: 'SAS', libelle: 'SOCIETE PAR ACTIONS SIMPLIFIEE' },
  capital: 152_300.5,
  nomCommercial: 'PHARE IMAGINAIRE',
  activite: 'INSTALLATIONS ELECTRIQUES',
  mandataires,
  observations: [
    { date: '2011-02-07', numero: '4521', libelle: 'LA SOCIETE NE CONSERVE AUCUNE ACTIVITE A SON ANCIEN SIEGE' },
  ],
};

const actes: readonly Acte[] = [
  { idFichier: 41_000_011, dateDepot: '2004-09-10', nature: 'A' },
  { idFichier: 41_000_012, dateDepot: '2011-02-04', nature: 'P' },
  { idFichier: 41_000_013, dateDepot: '2019-07-01', nature: 'R' },
];

const bilans: readonly Bilan[] = [
  { idFichier: 42_000_011, dateDepot: '2025-07-02', dateCloture: '2024-12-31', nature: 'B-C', confidentiel: 0 },
  { idFichier: 42_000_012, dateDepot: '2024-06-28', dateCloture: '2023-12-31', nature: 'B-C', confidentiel: 0 },
  { idFichier: 42_000_013, dateDepot: '2023-07-04', dateCloture: '2022-12-31', nature: 'B-S', confidentiel: 1 },
];

const entrepriseModele: FictionalUnit = {
  ...completeUnit({ siren: '100100015', siege: '10010001500013', rna: 'W751000015' }),
  autresEtablissements: [secondEstablishment('100100015')],
};

/** The units of SANDBOX.md, in its order. */
export const UNITS: readonly FictionalUnit[] = [
  entrepriseModele,
  soleTrader({ siren: '100100023', siege: '10010002300017', rna: 'W751000023' }),
  declaredAssociation({ siren: '100100031', siege: '10010003100010', rna: 'W751000031' }),
  ceasedUnit({ siren: '100100056', siege: '10010005600017', rna: 'W751000056' }),
  {
    ...completeUnit({ siren: '100451004', siege: '10045100400012', rna: 'W751451004' }),
    behaviour: 'non_diffusible',
    diffusible: false,
  },
  {
    ...completeUnit({ siren: '100451103', siege: '10045110300012', rna: 'W751451103' }),
    behaviour: 'closed',
    diffusible: false,
  },
  {
    ...completeUnit({ siren: '100301001', siege: '10030100100010', rna: 'W751301001' }),
    behaviour: 'duplicate',
    remplacePar: entrepriseModele.siren,
  },
  faultyUnit({ siren: '100404003', siege: '10040400300012', rna: 'W751404003' }, 'unknown'),
  partialUnit({ siren: '100206002', siege: '10020600200014', rna: 'W751206002' }),
  faultyUnit({ siren: '100206101', siege: '10020610100014', rna: 'W751206101' }, 'head_office_down'),
  faultyUnit({ siren: '100502004', siege: '10050200400011', rna: 'W751502004' }, 'internal_error'),
  faultyUnit({ siren: '100502103', siege: '10050210300011', rna: 'W751502103' }, 'unreadable'),
  faultyUnit({ siren: '100502202', siege: '10050220200011', rna: 'W751502202' }, 'bad_document'),
  faultyUnit({ siren: '100503002', siege: '10050300200014', rna: 'W751503002' }, 'reset'),
  faultyUnit({ siren: '100503101', siege: '10050310100014', rna: 'W751503101' }, 'unavailable'),
  faultyUnit({ siren: '100504000', siege: '10050400000017', rna: 'W751504000' }, 'mute'),
  faultyUnit({ siren: '100200039', siege: '10020003900012', rna: 'W751200039' }, 'slow'),
  faultyUnit({ siren: '100200104', siege: '10020010400014', rna: 'W751200104' }, 'large'),
];

const byIdentifier: ReadonlyMap<string, FoundUnit> = new Map(UNITS.flatMap(entriesOf));

/** The unit and establishment that a siren, a siret or an RNA number names (head office but for a siret); or null. */
export function findUnit(identifier: string): FoundUnit | null {
  return byIdentifier.get(identifier) ?? null;
}

function entriesOf(unit: FictionalUnit): [string, FoundUnit][] {
  const head: FoundUnit = { unit, etablissement: unit.siege };
  const others = unit.autresEtablissements.map((etablissement): [string, FoundUnit] => [
    etablissement.siret,
    { unit, etablissement },
  ]);
  return [[unit.siren, head], [unit.rna, head], [unit.siege.siret, head], ...others];
}

function completeUnit(row: Row): FictionalUnit {
  return {
    siren: siren(row.siren),
    rna: rna(row.rna),
    kind: 'personne_morale',
    behaviour: 'normal',
    remplacePar: null,
    diffusible: true,
    etat: 'A',
    denomination: 'ATELIERS DU PHARE IMAGINAIRE',
    sigle: 'API-FICTIF',
    personne: null,
    categorieJuridique: '5710',
    categorieEntreprise: 'PME',
    naf: '43.21A',
    trancheEffectif: '12',
    anneeEffectif: '2024',
    dateCreation: '2004-09-13',
    dateDernierTraitement: '2025-11-02T07:15:00',
    dateCessation: null,
    siege: headOffice(row.siege),
    autresEtablissements: [],
    immatriculation,
    association: association(row.siren, 'LES AMIS DU PHARE IMAGINAIRE'),
    actes,
    bilans,
  };
}

function headOffice(raw: string): Etablissement {
  return {
    siret: siret(raw),
    siege: true,
    etat: 'A',
    enseigne: 'AU PHARE IMAGINAIRE',
    adresse: {
      complement: 'BATIMENT C',
      numero: '14',
      indiceRepetition: 'B',
      typeVoie: 'RUE',
      voie: 'DES MAREES INVENTEES',
      commune: rennes,
    },
    naf: '43.21A',
    trancheEffectif: '11',
    dateCreation: '2004-09-13',
    dateFermeture: null,
  };
}

function secondEstablishment(rawSiren: string): Etablissement {
  const key = luhnKey(`${rawSiren}0002`);
  return {
    siret: known(siretOf(siren(rawSiren), `0002${key}`), rawSiren),
    siege: false,
    etat: 'A',
    enseigne: null,
    adresse: {
      complement: null,
      numero: '3',
      indiceRepetition: null,
      typeVoie: 'QUAI',
      voie: 'DE LA BRUME FICTIVE',
      commune: nantes,
    },
    naf: '43.22B',
    trancheEffectif: '03',
    dateCreation: '2012-05-02',
    dateFermeture: null,
  };
}

function faultyUnit(row: Row, behaviour: Behaviour): FictionalUnit {
  return { ...completeUnit(row), behaviour, denomination: `MAISON FICTIVE ${row.siren}`, sigle: null };
}

function partialUnit(row: Row): FictionalUnit {
  const unit = faultyUnit(row, 'partial');
  const documents = unit.association.documents.map((piece, rank) => ({ ...piece, isBroken: rank === 1 }));
  return {
    ...unit,
    siege: { ...unit.siege, adresse: { ...unit.siege.adresse, commune: ileDeSein } },
    autresEtablissements: [],
    association: { ...unit.association, documents },
  };
}

function soleTrader(row: Row): FictionalUnit {
  const unit = completeUnit(row);
  const adresse = { ...unit.siege.adresse, numero: '7', typeVoie: 'VENELLE', voie: 'DU VENT FICTIF', commune: brest };
  return {
    ...unit,
    kind: 'personne_physique',
    denomination: null,
    sigle: null,
    personne: iris,
    categorieJuridique: '1000',
    naf: '96.02A',
    trancheEffectif: '01',
    dateCreation: '2012-05-02',
    siege: {
      ...unit.siege,
      adresse,
      enseigne: 'CHEZ IRIS',
      naf: '96.02A',
      trancheEffectif: '01',
      dateCreation: '2012-05-02',
    },
    autresEtablissements: [],
    immatriculation: {
      ...immatriculation,
      date: '2012-05-02',
      greffe: { code: '2901', nom: 'BREST' },
      numeroGestion: { millesime: '2012', statut: 'A', chrono: '00345' },
      forme: null,
      capital: null,
      nomCommercial: 'CHEZ IRIS',
      activite: 'COIFFURE',
      mandataires: [],
      observations: [],
    },
    actes: [{ idFichier: 41_000_021, dateDepot: '2019-06-04', nature: 'P' }],
    bilans: [],
  };
}

function declaredAssociation(row: Row): FictionalUnit {
  const unit = completeUnit(row);
  const adresse = { ...unit.siege.adresse, complement: null, voie: 'DE LA LANTERNE REVEE', commune: dijon };
  return {
    ...unit,
    kind: 'association',
    denomination: 'LES VEILLEURS DE LA LANTERNE REVEE',
    sigle: 'VLR',
    categorieJuridique: '9220',
    categorieEntreprise: null,
    naf: '94.99Z',
    trancheEffectif: '01',
    dateCreation: '1997-02-10',
    siege: { ...unit.siege, adresse, enseigne: null, naf: '94.99Z', trancheEffectif: '01', dateCreation: '1997-02-10' },
    autresEtablissements: [],
    immatriculation: null,
    association: association(row.siren, 'LES VEILLEURS DE LA LANTERNE REVEE'),
    actes: [],
    bilans: [],
  };
}

function ceasedUnit(row: Row): FictionalUnit {
  const unit = completeUnit(row);
  const adresse = { ...unit.siege.adresse, voie: 'DES SOUVENIRS FEINTS', commune: limoges };
  return {
    ...unit,
    etat: 'C',
    denomination: 'PORCELAINES DU SONGE ETEINT',
    sigle: 'PSE',
    naf: '23.41Z',
    trancheEffectif: 'NN',
    dateCessation: '2022-06-30',
    siege: { ...unit.siege, adresse, etat: 'F', naf: '23.41Z', trancheEffectif: 'NN', dateFermeture: '2022-06-30' },
    autresEtablissements: [],
    immatriculation: {
      ...immatriculation,
      dateRadiation: '2022-07-12',
      greffe: { code: '8701', nom: 'LIMOGES' },
      activite: 'FABRICATION DE PORCELAINE',
    },
  };
}

function association(rawSiren: string, titre: string): Association {
  const idOf = (rank: number): string => `${rawSiren}${rank}`.padStart(32, '0');
  const piece = { nature: 'PIECE', isBroken: false } as const;
  return {
    titre,
    objet: "entretenir la mémoire d'un phare qui n'a jamais existé",
    dateCreation: '1997-02-10',
    dateDeclaration: '2019-06-28',
    datePublication: '1997-03-03',
    documents: [
      { ...piece, id: idOf(1), type: 'Statuts', sousType: 'STC', annee: '2014', deposeLe: 1_411_134_260 },
      { ...piece, id: idOf(2), type: 'Liste dirigeants', sousType: 'LDC', annee: '2019', deposeLe: 1_561_716_000 },
      {
        ...piece,
        id: idOf(3),
        type: 'Récépissé de modification',
        nature: 'RECEPISSE',
        sousType: 'RCM',
        annee: '2019',
        deposeLe: 1_562_061_600,
      },
    ],
  };
}

function siren(raw: string): Siren {
  return known(parseSiren(raw), raw);
}

function siret(raw: string): Siret {
  return known(parseSiret(raw), raw);
}

function rna(raw: string): Rna {
  return known(parseRna(raw), raw);
}

function known<T>(parsed: T | null, raw: string): T {
  if (parsed === null) throw new Error(`Identifiant fictif mal formé : ${raw}`);
  return parsed;
}
