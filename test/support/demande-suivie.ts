import { randomUUID } from 'node:crypto';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import type { Acteur } from '../../src/habilitations/acteurs.ts';
import type { Annoncer } from '../../src/habilitations/annonce.ts';
import { createAnnoncer } from '../../src/habilitations/annonces/annoncer.ts';
import { liensSur } from '../../src/habilitations/annonces/liens.ts';
import { type Bureau, createBureau } from '../../src/habilitations/bureau.ts';
import type { Contenu, Personne } from '../../src/habilitations/contenu.ts';
import { type Donnees, donneesOf } from '../../src/habilitations/donnees.ts';
import type { Saisie } from '../../src/habilitations/premier-formulaire.ts';
import { subscribeByRole } from '../../src/letters/by-role.ts';
import { createPapersReader } from '../../src/papers/room-papers.ts';
import { createPasswords } from '../../src/platform/passwords.ts';
import { insertCompte } from '../../src/records/comptes.ts';
import { type Demande, findDemande } from '../../src/records/demandes.ts';
import type { CasUsageDemande } from '../../src/records/tables/demandes.ts';
import type { Db } from '../../src/records/work.ts';
import { places } from './instance.ts';
import { password } from './visitor.ts';

export type Someone = NonNullable<Acteur>;

/** A unit of the sandbox. */
export const SIRET = '10000001700010';

/** What may be asked for, as the rooms say it. */
export async function donneesOfRooms(): Promise<Donnees> {
  const papersOf = createPapersReader(places.endpoints);
  const endpoints = await loadEndpoints(places.endpoints);
  return donneesOf(
    endpoints.map(({ name, title, scopes, providers }) => {
      const { categorie, ouverture } = papersOf(name).sheet;
      return { name, title, scopes, provider: providers[0]?.name ?? '', categorie, ouverture };
    }),
  );
}

let hash: Promise<string> | null = null;

/** An account whose password is that of `visitor.ts`. */
export async function someone(db: Db, role: Someone['roles'][number], name: string): Promise<Someone> {
  hash ??= createPasswords().hash(password);
  const email = `${name.toLowerCase()}@ministere.example`;
  const compte = { id: randomUUID(), email, prenom: name, nom: 'Martin', roles: [role] };
  const kept = { ...compte, cree_le: new Date(0), verifie_le: new Date(0), desactive_le: null };
  await insertCompte(db, { ...kept, mot_de_passe: await hash });
  return compte;
}

export const person = (email: string, nom = 'Durand'): Personne => ({
  genre: 'personne',
  prenom: 'Dominique',
  nom,
  fonction: 'Agent',
  email,
  telephone: '01 02 03 04 05',
});

/** A form that has all it needs. */
export function filled(contenu: Partial<Contenu> = {}): Saisie {
  return {
    siret: SIRET,
    contenu: {
      integrateur: 'equipe',
      description: 'Vérifier les candidatures des entreprises à nos marchés.',
      volume_annuel: '1200',
      donnees: ['entreprises', 'etablissements'],
      texte_juridique: 'Code de la commande publique, article R. 2143-13',
      texte_juridique_url: 'https://legifrance.example/R2143-13',
      destinataires: 'Les agents du service des achats',
      conservation_mois: '24',
      responsable_traitement: person('responsable@ministere.example'),
      delegue_protection: person('dpd@ministere.example'),
      contact_metier: person('metier@ministere.example'),
      contact_technique: person('technique@ministere.example'),
      delegue_informe: true,
      ...contenu,
    },
  };
}

export interface Office {
  readonly db: Db;
  readonly bureau: Bureau;
  readonly annoncer: Annoncer;
  readonly donnees: Donnees;
  readonly find: (id: string) => Promise<Demande>;
  /** Acts on the request as it is now. */
  readonly act: (id: string, ...how: ActArguments) => Promise<void>;
  readonly draft: (by: Someone, saisie?: Saisie, casUsage?: CasUsageDemande, intitule?: string) => Promise<string>;
  readonly sent: (by: Someone, saisie?: Saisie, casUsage?: CasUsageDemande, intitule?: string) => Promise<string>;
}

type ActArguments = [Acteur, Parameters<Bureau['agir']>[2], Parameters<Bureau['agir']>[3]?];

export const PUBLIC_URL = 'https://entreprise.example';

/** Where requests are written, as an instance has it. */
export function officeOn(db: Db, clock: { now(): number }, donnees: Donnees, publicUrl = PUBLIC_URL): Office {
  const annoncer = createAnnoncer({ liens: liensSur(publicUrl), donnees, abonner: subscribeByRole });
  const bureau = createBureau({ db, clock, donnees, annoncer, jetonsChanges: async () => undefined });
  const find = async (id: string): Promise<Demande> => {
    const demande = await findDemande(db, id);
    if (demande === undefined) throw new Error(`no request ${id}`);
    return demande;
  };
  const act: Office['act'] = async (id, acteur, acte, avec) =>
    bureau.agir({ id, version: (await find(id)).version }, acteur, acte, avec);
  const draft: Office['draft'] = (by, saisie = filled(), casUsage = 'marches_publics', intitule = 'Achats en ligne') =>
    bureau.creer(by, { casUsage, intitule, saisie });
  return {
    db,
    bureau,
    annoncer,
    donnees,
    find,
    act,
    draft,
    sent: async (by, ...what) => {
      const id = await draft(by, ...what);
      await act(id, by, 'envoyer', { cgu: '2026-01' });
      return id;
    },
  };
}
