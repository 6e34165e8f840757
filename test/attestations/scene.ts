import { createTokenSigner } from '../../src/gateway/jetons/signing.ts';
import type { Compte } from '../../src/records/comptes.ts';
import { type Atelier, completeContenu, dossierAvecDemandes } from '../support/demandes.ts';
import type { TestInstance } from '../support/instance.ts';
import { codeOf, turnOnFactor } from '../support/people.ts';
import { type Page, Visitor } from '../support/visitor.ts';

export const secret = 'un secret de test, assez long pour signer des jetons';
export const SIRET = '10010001500013';

export const people = {
  demandeuse: 'ines.durand@mairie.example',
  metier: 'zoe.blanc@mairie.example',
  technique: 'noe.roux@mairie.example',
  agent: 'ana.petit@mairie.example',
  collegue: 'lea.grand@mairie.example',
  voisin: 'luc.autre@mairie.example',
  instructeur: 'paul.lenoir@interne.example',
  administratrice: 'anne.chef@interne.example',
} as const;
export type Who = keyof typeof people;

export interface Granted {
  readonly demande: string;
  readonly habilitation: string;
  readonly jti: string;
  readonly value: string;
}

export interface Scene {
  readonly folder: string;
  readonly comptes: Readonly<Record<Who, string>>;
  /** Much is granted. */
  readonly large: Granted;
  /** Of the same applicant: one datum. */
  readonly petite: Granted;
  readonly voisine: Granted;
}

const donnees = [
  ...['attestations_fiscales', 'attestations_sociales', 'entreprises', 'etablissements', 'exercices', 'associations'],
  ...['documents_association', 'liasse_fiscale', 'probtp', 'certificat_opqibi'],
];

/** An applicant with two grants, his contacts, two agents whom nobody has let in yet, and a neighbour. */
export async function playAttestations(): Promise<Scene> {
  let scene: Omit<Scene, 'folder'> | undefined;
  const folder = await dossierAvecDemandes(async (atelier) => {
    scene = await write(atelier);
  });
  if (scene === undefined) throw new Error('nothing was written');
  return { folder, ...scene };
}

async function write(atelier: Atelier): Promise<Omit<Scene, 'folder'>> {
  await atelier.organisation();
  const roles = { instructeur: 'instructeur', administratrice: 'administrateur' } as const;
  const comptes = new Map<string, Compte>();
  for (const [who, email] of Object.entries(people)) {
    const role = who === 'instructeur' || who === 'administratrice' ? roles[who] : 'demandeur';
    comptes.set(who, await atelier.compte(email, role));
  }
  const compte = (who: Who): Compte => {
    const found = comptes.get(who);
    if (found === undefined) throw new Error(who);
    return found;
  };
  const grant = (who: Who, asked: readonly string[], intitule: string, contact?: string) =>
    granted(atelier, { who: compte(who), instructeur: compte('instructeur'), asked, intitule, contact });
  return {
    comptes: Object.fromEntries([...comptes].map(([who, { id }]) => [who, id])) as Scene['comptes'],
    petite: await grant('demandeuse', ['attestations_fiscales'], 'Aides au commerce', 'ailleurs@mairie.example'),
    large: await grant('demandeuse', donnees, 'Marchés de la commune'),
    voisine: await grant('voisin', ['attestations_fiscales'], 'Sports', 'ailleurs@mairie.example'),
  };
}

interface Grant {
  readonly who: Compte;
  readonly instructeur: Compte;
  readonly asked: readonly string[];
  readonly intitule: string;
  readonly contact: string | undefined;
}

async function granted({ db, bureau, envoyee }: Atelier, grant: Grant): Promise<Granted> {
  const { who, instructeur, asked, intitule, contact } = grant;
  const { contact_metier } = completeContenu;
  const metier = contact === undefined ? contact_metier : { ...contact_metier, email: contact };
  const justifications = Object.fromEntries(asked.map((code) => [code, 'Notre règlement demande de le vérifier.']));
  const contenu = { ...completeContenu, donnees: [...asked], justifications, contact_metier: metier };
  const demande = await envoyee(who, 60, { intitule, saisie: { siret: SIRET, contenu } });
  await bureau(50).agir(demande, instructeur, 'valider');
  const row = await db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .selectAll('jetons')
    .select('habilitations.id as habilitation_id')
    .where('habilitations.demande', '=', demande.id)
    .executeTakeFirstOrThrow();
  const { jti, uid, roles, sujet, cree_le, expire_le, habilitation_id } = row;
  const claims = { jti, uid, roles, subject: sujet, issuedAt: cree_le, expiresAt: expire_le };
  const value = createTokenSigner([{ kid: '1', secret }])(claims);
  return { demande: demande.id, habilitation: habilitation_id, jti, value };
}

/** Someone logged in with his password alone. */
export async function enter(instance: TestInstance, who: Who): Promise<Visitor> {
  const visitor = new Visitor(instance.url);
  await visitor.logIn(people[who]);
  return visitor;
}

const phones = new Map<Who, string>();

/** Someone who has also given the code of his phone; the first time, he turns it on. */
export async function enterProved(instance: TestInstance, who: Who): Promise<Visitor> {
  const visitor = await enter(instance, who);
  const phone = phones.get(who);
  if (phone === undefined) phones.set(who, (await turnOnFactor(instance, visitor)).secret);
  else {
    await visitor.get('/connexion/code');
    await visitor.post('/connexion/code', { code: await codeOf(instance, phone) });
  }
  return visitor;
}

export const formOf = ({ habilitation }: Granted): string => `/compte/attestations/${habilitation}`;
export const agentsOf = ({ habilitation }: Granted): string => `/compte/habilitations/${habilitation}/agents`;

export interface Asked {
  readonly identifiant: string;
  readonly services: readonly string[];
  readonly [field: string]: string | readonly string[];
}

/** Sends the form that is open, or opens it first. */
export async function lookUp(visitor: Visitor, granted: Granted, asked: Asked, envoi?: string): Promise<Page> {
  const { html } = await visitor.get(formOf(granted));
  const drawn = /name="envoi" value="([^"]*)"/.exec(html)?.[1] ?? '';
  return sendForm(visitor, granted, { envoi: envoi ?? drawn, ...asked });
}

export function sendForm(
  visitor: Visitor,
  granted: Granted,
  fields: Asked & { readonly envoi: string },
): Promise<Page> {
  const body = new URLSearchParams({ _csrf: visitor.formToken });
  const whole = { contexte: 'Marchés publics', objet: 'dossier-7', ...fields };
  for (const [name, value] of Object.entries(whole)) for (const one of [value].flat()) body.append(name, one);
  return visitor.send(formOf(granted), body);
}

/** Lets an agent in, by the page of the applicant. */
export async function authorise(visitor: Visitor, granted: Granted, who: Who, fin = ''): Promise<Page> {
  await visitor.get(agentsOf(granted));
  return visitor.post(agentsOf(granted), { email: people[who], fin });
}

/** On one line, its spaces all alike, its header and footer left out. */
export function said(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>')).replace(/<[^>]+>/g, ' ');
  return main.replaceAll('&nbsp;', ' ').replaceAll('&#39;', "'").replace(/\s+/g, ' ');
}

export interface TraceLine {
  readonly request_id: string;
  readonly endpoint: string;
  readonly identifiant: string;
  readonly statut: number;
  readonly jti: string;
  readonly context: string;
  readonly recipient: string;
  readonly object: string;
  readonly user_id: string;
  readonly adresse: string;
}

/** The traces of the gateway, as an operator takes them. */
export async function traces(instance: TestInstance): Promise<TraceLine[]> {
  return (await instance.apie('traces', 'exporter')).map((line): TraceLine => JSON.parse(line));
}
