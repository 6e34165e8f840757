import { randomUUID } from 'node:crypto';
import { createTokenSigner } from '../../src/gateway/jetons/signing.ts';
import type { Compte } from '../../src/records/comptes.ts';
import { attacherCompte } from '../../src/records/editeur-comptes.ts';
import { insertEditeur } from '../../src/records/editeurs.ts';
import { aTrace } from '../../src/records/samples.fixture.ts';
import { insertTraces } from '../../src/records/traces.ts';
import { type Db, together } from '../../src/records/work.ts';
import { type Atelier, completeContenu } from '../support/demandes.ts';
import { aMaintenance, anIncident, desksOn } from '../support/desks.ts';

export const secret = 'un secret de test, assez long pour signer des jetons';

export const people = {
  demandeuse: 'ines.durand@mairie.example',
  voisin: 'luc.autre@mairie.example',
  technique: 'noe.roux@mairie.example',
  editeur: 'lea.logis@editeur.example',
  collegue: 'tom.logis@editeur.example',
  rival: 'max.rival@rival.example',
  administrateur: 'anne.admin@interne.example',
  instructeur: 'paul.lenoir@interne.example',
} as const;
export type Person = keyof typeof people;

/** What no page of an editor may say. */
export const UNSPEAKABLE = {
  identifiant: '10045100400012',
  objet: 'Dossier secret n° 42',
  adresse: '203.0.113.77',
} as const;

export interface Right {
  readonly demande: string;
  readonly habilitation: string;
  readonly numero: string;
  readonly jti: string;
  /** The token itself, which no page may show. */
  readonly value: string;
}

export interface Scene {
  readonly comptes: Readonly<Record<Person, Compte>>;
  /** Open editors: one public, one that is not. */
  readonly logis: string;
  readonly rival: string;
  readonly cantines: Right;
  readonly sports: Right;
}

const DAY_MS = 86_400_000;
/** Written by an applicant who would like a spreadsheet, or a page, to run it. */
export const MEAN = '=HYPERLINK("http://mal.example")<script>alert(1)</script>';

/** Two applicants with one right each, two editors with one account each, calls of the first right. */
export async function writeScene(atelier: Atelier): Promise<Scene> {
  const { db } = atelier;
  await atelier.organisation();
  const comptes = {
    demandeuse: await atelier.compte(people.demandeuse, 'demandeur'),
    voisin: await atelier.compte(people.voisin, 'demandeur'),
    technique: await atelier.compte(people.technique, 'contact_technique'),
    editeur: await atelier.compte(people.editeur, 'demandeur'),
    collegue: await atelier.compte(people.collegue, 'demandeur'),
    rival: await atelier.compte(people.rival, 'demandeur'),
    administrateur: await atelier.compte(people.administrateur, 'administrateur'),
    instructeur: await atelier.compte(people.instructeur, 'instructeur'),
  };
  const logis = await anEditor(db, { nom: 'Logis Publics', produit: 'Mes cantines', siret: '10010002300017' });
  const rival = await anEditor(db, {
    nom: 'Rivalité & fils',
    produit: 'Autre chose',
    siret: '10010003100010',
    isPublic: false,
  });
  await together(db, async (work) => {
    await attacherCompte(work, { compte: comptes.editeur.id, editeur: logis }, new Date());
    await attacherCompte(work, { compte: comptes.rival.id, editeur: rival }, new Date());
  });
  const cantines = await aRight(atelier, comptes.demandeuse, comptes.instructeur, {
    intitule: MEAN,
    daysAgo: 500,
    integrateur: 'Logis publics, logiciel Mes cantines',
  });
  const sports = await aRight(atelier, comptes.voisin, comptes.instructeur, { intitule: 'Sports', daysAgo: 10 });
  await callsOf(db, cantines.jti);
  const { incidents, maintenances } = desksOn(db);
  await incidents.open(anIncident({ titre: 'Insee muet', endpoints: ['entreprises'] }), 'exploitation');
  await incidents.open(anIncident({ titre: 'Panne ailleurs', endpoints: ['cotisations_msa'] }), 'exploitation');
  const later = { debut: new Date(Date.now() + DAY_MS), fin: new Date(Date.now() + 2 * DAY_MS) };
  const about = { titre: 'Travaux à l’Insee', endpoints: ['entreprises'], coupure: false };
  await maintenances.announce(aMaintenance({ ...later, ...about }), 'exploitation');
  return { comptes, logis, rival, cantines, sports };
}

interface NewEditor {
  readonly nom: string;
  readonly produit: string;
  readonly siret: string;
  readonly isPublic?: boolean;
}

export async function anEditor(db: Db, { nom, produit, siret, isPublic = true }: NewEditor): Promise<string> {
  const id = randomUUID();
  const kept = { nom, produit, siret, public: isPublic };
  if (!(await together(db, (work) => insertEditeur(work, id, kept, new Date())))) throw new Error('SIRET taken');
  return id;
}

interface Asked {
  readonly intitule: string;
  readonly daysAgo: number;
  readonly integrateur?: string;
}

/** A right granted so many days ago, and its token. */
export async function aRight(
  { db, bureau, envoyee }: Atelier,
  who: Compte,
  instructeur: Compte,
  { intitule, daysAgo, integrateur }: Asked,
): Promise<Right> {
  const contenu = {
    ...completeContenu,
    donnees: ['entreprises', 'etablissements'],
    justifications: {},
    ...(integrateur === undefined ? {} : ({ integrateur: 'editeur', integrateur_precision: integrateur } as const)),
  };
  const demande = await envoyee(who, daysAgo + 1, { intitule, saisie: { siret: '10010001500013', contenu } });
  await bureau(daysAgo).agir(demande, instructeur, 'valider');
  return rightOf(db, demande.id);
}

/** What is in force on a request, and its last token. */
export async function rightOf(db: Db, demande: string): Promise<Right> {
  const row = await db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .selectAll('jetons')
    .select(['habilitations.id as right', 'numero'])
    .where('habilitations.demande', '=', demande)
    .where('habilitations.etat', '=', 'active')
    .executeTakeFirstOrThrow();
  const { jti, uid, roles, sujet, cree_le, expire_le } = row;
  const claims = { jti, uid, roles, subject: sujet, issuedAt: cree_le, expiresAt: expire_le };
  const value = createTokenSigner([{ kid: '1', secret }])(claims);
  return { demande, habilitation: row.right, numero: row.numero, jti, value };
}

/** Today: 200 calls, of which 20 refused and 30 failed; eight days ago: 40. */
export async function callsOf(db: Db, jti: string): Promise<void> {
  const { adresse, identifiant, objet: object } = UNSPEAKABLE;
  const call = (ago: number, statut: number, endpoint = 'entreprises') =>
    aTrace({ jti, adresse, identifiant, object, statut, endpoint, recu_le: new Date(Date.now() - ago) });
  const many = (count: number, make: () => ReturnType<typeof call>) => Array.from({ length: count }, make);
  await insertTraces(db, [
    ...many(150, () => call(1000, 200)),
    ...many(20, () => call(1000, 429)),
    ...many(30, () => call(1000, 502, 'etablissements')),
    ...many(40, () => call(8 * DAY_MS, 200)),
  ]);
}
