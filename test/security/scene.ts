import type { Compte } from '../../src/records/comptes.ts';
import type { Demande } from '../../src/records/demandes.ts';
import type { NewPiece } from '../../src/records/pieces.ts';
import { addRattachement } from '../../src/records/rattachements.ts';
import { type Atelier, completeContenu, dossierAvecDemandes } from '../support/demandes.ts';
import { type AutourDesJetons, autourDesJetons, type Octroi, octroiDe } from './scene-jetons.ts';

/** The organisation of the owner, and that of the stranger. */
export const SIRET = '10010001500013';
export const ELSEWHERE = '10000001700010';

/** Who visits, by the letter that the rules call him. */
export const people = {
  p: { email: 'ines.durand@mairie.example', who: 'propriétaire' },
  c: { email: 'paul.collegue@mairie.example', who: 'collègue vérifié' },
  n: { email: 'nina.declaree@mairie.example', who: 'collègue non vérifié' },
  e: { email: 'eric.etranger@region.example', who: 'demandeur d’une autre organisation' },
  m: { email: 'zoe.blanc@mairie.example', who: 'contact métier' },
  t: { email: 'noe.roux@mairie.example', who: 'contact technique' },
  r: { email: 'marc.vidal@interne.example', who: 'rapporteur' },
  i: { email: 'paul.lenoir@interne.example', who: 'instructeur' },
  a: { email: 'anne.roche@interne.example', who: 'administrateur' },
  d: { email: 'dora.partie@mairie.example', who: 'compte désactivé' },
  x: { email: 'xavier.efface@mairie.example', who: 'compte effacé' },
} as const;
export type Letter = keyof typeof people;
/** Someone on whom administrators act, and someone in whose favour nobody has done anything. */
export const subject = 'sam.sujet@mairie.example';
export const pirate = 'pirate@ailleurs.example';

export const stateNames = [
  'brouillon',
  'envoyee',
  'a_modifier',
  'validee',
  'rouverte',
  'refusee',
  'revoquee',
  'archivee',
] as const;
export type StateName = (typeof stateNames)[number];

export interface OneDemande {
  readonly id: string;
  readonly piece: string;
}

export interface Scene {
  readonly folder: string;
  /** The owner's requests, by what became of them. */
  readonly demandes: Readonly<Record<StateName, OneDemande>>;
  /** One that the instructor asks for himself, and one of the stranger's. */
  readonly propre: OneDemande;
  readonly ailleurs: OneDemande;
  /** What is granted on `validee`, on `rouverte`, and to the stranger. */
  readonly octrois: Readonly<Record<'mien' | 'rouvert' | 'ailleurs', Octroi>>;
  readonly autour: AutourDesJetons;
  /** The account of the pirate. */
  readonly pirate: string;
}

const pdf: NewPiece = {
  nom: 'texte.pdf',
  type_mime: 'application/pdf',
  contenu: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
};

/** People of every role, and requests in every state, in a folder of their own for an instance to start on. */
export async function playScene(): Promise<Scene> {
  let scene: Omit<Scene, 'folder'> | undefined;
  const folder = await dossierAvecDemandes(async (atelier) => {
    scene = await write(atelier);
  });
  if (scene === undefined) throw new Error('nothing was written');
  return { folder, ...scene };
}

async function write(atelier: Atelier): Promise<Omit<Scene, 'folder'>> {
  const { db, compte } = atelier;
  const proprietaire = await compte(people.p.email, 'demandeur');
  const collegue = await compte(people.c.email, 'demandeur');
  const declaree = await compte(people.n.email, 'demandeur');
  const etranger = await compte(people.e.email, 'demandeur');
  await compte(people.m.email, 'contact_metier');
  await compte(people.t.email, 'contact_technique');
  await compte(people.r.email, 'rapporteur');
  const instructeur = await compte(people.i.email, 'instructeur');
  const administrateur = await compte(people.a.email, 'administrateur');
  for (const email of [people.d.email, people.x.email]) await compte(email, 'demandeur');
  const { id: subjectId } = await compte(subject, 'demandeur');
  const { id: pirateId } = await compte(pirate, 'demandeur');
  await atelier.organisation();
  await atelier.organisation({ siret: ELSEWHERE, nom: 'Région voisine' });
  const at = new Date();
  const joined = { siret: SIRET, at } as const;
  await addRattachement(db, { ...joined, compte: collegue.id, origine: 'invitation', verified: true });
  await addRattachement(db, { ...joined, compte: subjectId, origine: 'declare', verified: false });
  await addRattachement(db, { ...joined, compte: declaree.id, origine: 'declare', verified: false });

  const make = (name: StateName) => inState(atelier, { proprietaire, instructeur }, name);
  const demandes = {
    brouillon: await make('brouillon'),
    envoyee: await make('envoyee'),
    a_modifier: await make('a_modifier'),
    validee: await make('validee'),
    rouverte: await make('rouverte'),
    refusee: await make('refusee'),
    revoquee: await make('revoquee'),
    archivee: await make('archivee'),
  };
  const propre = await withPiece(atelier, instructeur, 'Demande de l’instructeur');
  await atelier.bureau().agir(await atelier.relue(propre.id), instructeur, 'envoyer', { cgu: '2026-11-23' });
  const ailleurs = await elsewhere(atelier, etranger, instructeur);
  const octrois = {
    mien: await octroiDe(db, demandes.validee.id),
    rouvert: await octroiDe(db, demandes.rouverte.id),
    ailleurs: await octroiDe(db, ailleurs.id),
  };
  const who = { proprietaire, collegue, declaree, etranger, administrateur };
  const autour = await autourDesJetons(db, who, octrois);
  return { demandes, pirate: pirateId, propre, ailleurs, octrois, autour };
}

async function elsewhere(atelier: Atelier, etranger: Compte, instructeur: Compte): Promise<OneDemande> {
  const contact = { ...completeContenu.contact_metier, email: 'contact@region.example' };
  const contenu = { ...completeContenu, contact_metier: contact, contact_technique: contact };
  const ailleurs = await withPiece(atelier, etranger, 'Aides de la région', { siret: ELSEWHERE, contenu });
  await atelier.bureau(2).agir(await atelier.relue(ailleurs.id), etranger, 'envoyer', { cgu: '2026-11-23' });
  await atelier.bureau(1).agir(await atelier.relue(ailleurs.id), instructeur, 'valider');
  return ailleurs;
}

async function withPiece(
  atelier: Atelier,
  by: Compte,
  intitule: string,
  saisie: { siret: string; contenu: typeof completeContenu } = { siret: SIRET, contenu: completeContenu },
): Promise<OneDemande> {
  const desk = atelier.bureau(60);
  const id = await desk.creer(by, { casUsage: 'aides_publiques', intitule, saisie });
  await desk.enregistrer(await atelier.relue(id), by, {}, [{ genre: 'maquette', piece: pdf }]);
  const { piece } = await atelier.db
    .selectFrom('demande_pieces')
    .select('piece')
    .where('demande', '=', id)
    .executeTakeFirstOrThrow();
  return { id, piece };
}

type Step = readonly [daysAgo: number, who: 'proprietaire' | 'instructeur', acte: Acte];
type Acte = Parameters<ReturnType<Atelier['bureau']>['agir']>[2];

const sent: Step = [50, 'proprietaire', 'envoyer'];
const asked: Step = [40, 'instructeur', 'demander_precisions'];
const granted: Step = [40, 'instructeur', 'valider'];
const paths: Readonly<Record<StateName, readonly Step[]>> = {
  brouillon: [],
  envoyee: [sent],
  a_modifier: [sent, asked],
  validee: [sent, granted],
  rouverte: [sent, granted, [30, 'proprietaire', 'rouvrir']],
  refusee: [sent, asked, [30, 'instructeur', 'refuser']],
  revoquee: [sent, granted, [30, 'instructeur', 'revoquer']],
  archivee: [sent, asked, [30, 'proprietaire', 'archiver']],
};

async function inState(
  atelier: Atelier,
  who: Readonly<Record<'proprietaire' | 'instructeur', Compte>>,
  name: StateName,
): Promise<OneDemande> {
  const made = await withPiece(atelier, who.proprietaire, `Projet ${name}`);
  for (const [daysAgo, actor, acte] of paths[name]) {
    const demande: Demande = await atelier.relue(made.id);
    const why = acte === 'envoyer' ? { cgu: '2026-11-23' } : { motif: 'Parce que.' };
    await atelier.bureau(daysAgo).agir(demande, who[actor], acte, why);
  }
  return made;
}
