import { createTokenSigner } from '../../src/gateway/jetons/signing.ts';
import type { Compte } from '../../src/records/comptes.ts';
import { type Atelier, completeContenu, dossierAvecDemandes } from '../support/demandes.ts';
import { aMaintenance, anIncident, desksOn } from '../support/desks.ts';

export const secret = 'un secret de test, assez long pour signer des jetons';

export const people = {
  demandeuse: 'ines.durand@mairie.example',
  technique: 'noe.roux@mairie.example',
  metier: 'zoe.blanc@mairie.example',
  voisin: 'luc.autre@mairie.example',
  nouveau: 'eva.neuve@mairie.example',
} as const;

interface Jeton {
  readonly jti: string;
  readonly value: string;
}

export interface Scene {
  readonly folder: string;
  readonly mine: Jeton;
  readonly spare: Jeton;
  readonly neighbours: Jeton;
  readonly incident: string;
}

const HOUR_MS = 3_600_000;

/** The scene in a folder of its own, for an instance to start on. */
export async function playConsumption(): Promise<Scene> {
  let scene: Omit<Scene, 'folder'> | undefined;
  const folder = await dossierAvecDemandes(async (atelier) => {
    scene = await writeConsumption(atelier);
  });
  if (scene === undefined) throw new Error('nothing was written');
  return { folder, ...scene };
}

/** Two tokens of one applicant, one of another, one incident and one maintenance that touch the first alone. */
export async function writeConsumption(atelier: Atelier): Promise<Omit<Scene, 'folder'>> {
  const instructeur = await atelier.compte('paul.lenoir@interne.example', 'instructeur');
  await atelier.organisation();
  const demandeuse = await atelier.compte(people.demandeuse, 'demandeur');
  const voisin = await atelier.compte(people.voisin, 'demandeur');
  await atelier.compte(people.technique, 'contact_technique');
  await atelier.compte(people.metier, 'contact_metier');
  await atelier.compte(people.nouveau, 'demandeur');
  const grant = (who: Compte, intitule: string, donnees: string[], contact?: string) =>
    granted(atelier, { who, instructeur, intitule, donnees, contact });
  return {
    mine: await grant(demandeuse, 'Cantines scolaires', ['entreprises', 'etablissements', 'associations']),
    spare: await grant(demandeuse, 'Aides au commerce', ['entreprises']),
    neighbours: await grant(voisin, 'Sports', ['entreprises'], 'ailleurs@mairie.example'),
    incident: await announce(atelier),
  };
}

interface Grant {
  readonly who: Compte;
  readonly instructeur: Compte;
  readonly intitule: string;
  readonly donnees: readonly string[];
  readonly contact: string | undefined;
}

/** A token granted fifty days ago. */
async function granted({ db, bureau, envoyee }: Atelier, grant: Grant): Promise<Jeton> {
  const { who, instructeur, intitule, donnees, contact } = grant;
  const { contact_technique, contact_metier } = completeContenu;
  const elsewhere =
    contact === undefined
      ? {}
      : {
          contact_technique: { ...contact_technique, email: contact },
          contact_metier: { ...contact_metier, email: contact },
        };
  const contenu = { ...completeContenu, donnees: [...donnees], justifications: {}, ...elsewhere };
  const demande = await envoyee(who, 60, { intitule, saisie: { siret: '10010001500013', contenu } });
  await bureau(50).agir(demande, instructeur, 'valider');
  const { jti, uid, roles, sujet, cree_le, expire_le } = await db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .selectAll('jetons')
    .where('habilitations.demande', '=', demande.id)
    .executeTakeFirstOrThrow();
  const claims = { jti, uid, roles, subject: sujet, issuedAt: cree_le, expiresAt: expire_le };
  return { jti, value: createTokenSigner([{ kid: '1', secret }])(claims) };
}

async function announce({ db }: Atelier): Promise<string> {
  const { incidents, maintenances } = desksOn(db);
  const elsewhere = anIncident({ titre: 'Autre panne, ailleurs', endpoints: ['cotisations_msa'] });
  await incidents.open(elsewhere, 'exploitation');
  const later = { debut: new Date(Date.now() + 40 * HOUR_MS), fin: new Date(Date.now() + 41 * HOUR_MS) };
  const touching = { titre: 'Travaux à l’Insee', endpoints: ['etablissements'], coupure: false };
  await maintenances.announce(aMaintenance({ ...later, ...touching }), 'exploitation');
  await maintenances.announce(aMaintenance({ ...later, titre: 'Travaux loin de tout' }), 'exploitation');
  const about = { titre: 'Répertoire des associations muet', endpoints: ['associations'] };
  return incidents.open(anIncident(about), 'exploitation');
}

/** On one line, its spaces all alike. */
export const plain = (text: string): string =>
  text.replaceAll('&nbsp;', ' ').replaceAll('&#39;', "'").replace(/\s+/g, ' ');

/** What a page says, without its header and its footer. */
export function textOf(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return plain(main.replace(/<[^>]+>/g, ' '));
}

/** One after the other. */
export async function times<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}
