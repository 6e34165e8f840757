import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountRole } from '../../src/core/account-roles.ts';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { type Bureau, createBureau } from '../../src/habilitations/bureau.ts';
import { type Contenu, emptyContenu, type Personne } from '../../src/habilitations/contenu.ts';
import { type Donnees, donneesOf } from '../../src/habilitations/donnees.ts';
import type { Nouvelle } from '../../src/habilitations/premier-formulaire.ts';
import { createPapersReader } from '../../src/papers/room-papers.ts';
import { createPasswords } from '../../src/platform/passwords.ts';
import { type Compte, findCompte, insertCompte } from '../../src/records/comptes.ts';
import { copyEmptyDatabase, migrationsDirectory, openTest } from '../../src/records/databases.fixture.ts';
import { type Demande, findDemande } from '../../src/records/demandes.ts';
import { keepOrganisation, type Organisation } from '../../src/records/organisations.ts';
import type { Db } from '../../src/records/work.ts';
import { places } from './instance.ts';
import { password } from './visitor.ts';

const DAY_MS = 86_400_000;

/** A database where requests are made as the pages make them, on days gone by. */
export interface Atelier {
  readonly db: Db;
  readonly donnees: Donnees;
  /** The desk, as if it were so many days ago. */
  bureau(daysAgo?: number): Bureau;
  compte(email: string, ...roles: AccountRole[]): Promise<Compte>;
  organisation(changes?: Partial<Organisation>): Promise<Organisation>;
  /** A request with nothing missing, sent so many days ago. */
  envoyee(demandeur: Compte, daysAgo?: number, nouvelle?: Partial<Nouvelle>): Promise<Demande>;
  /** A request as it is now. */
  relue(id: string): Promise<Demande>;
}

const personne = (prenom: string, nom: string): Personne => ({
  genre: 'personne',
  prenom,
  nom,
  fonction: 'Responsable',
  email: `${prenom}.${nom}@mairie.example`.toLowerCase(),
  telephone: '02 99 00 00 00',
});

export const completeContenu: Contenu = {
  ...emptyContenu,
  integrateur: 'equipe',
  description: 'Nos agents instruisent les subventions aux associations et aux entreprises de la commune.',
  mise_en_production: '2027-03-15',
  volume_annuel: '1200',
  pointe_par_minute: '10',
  donnees: ['entreprises', 'etablissements', 'associations', 'liasse_fiscale'],
  justifications: { liasse_fiscale: 'Le règlement des aides demande d’apprécier la santé financière.' },
  texte_juridique: 'Article L. 1611-7 du code général des collectivités territoriales',
  texte_juridique_url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000006390310',
  destinataires: 'Les agents du service des subventions',
  conservation_mois: '24',
  responsable_traitement: personne('Awa', 'Martin'),
  delegue_protection: personne('Luc', 'Petit'),
  contact_metier: personne('Zoe', 'Blanc'),
  contact_technique: personne('Noe', 'Roux'),
  delegue_informe: true,
};

/** A state folder whose database holds what is written in it, for an instance to start on. */
export async function dossierAvecDemandes(write: (atelier: Atelier) => Promise<void>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'apie-'));
  await copyEmptyDatabase(directory, join(directory, 'base'));
  const onError = (error: Error): never => {
    throw error;
  };
  const base = await openTest({
    options: { directory: join(directory, 'base'), migrationsDirectory, onError },
    stop: () => rm(directory, { recursive: true, force: true }),
  });
  await write(await atelierSur(base.db));
  await base.close();
  return directory;
}

export async function atelierSur(db: Db): Promise<Atelier> {
  const papersOf = createPapersReader(places.endpoints);
  const endpoints = await loadEndpoints(places.endpoints);
  const donnees = donneesOf(
    endpoints.map(({ name, title, scopes, providers }) => {
      const { categorie, ouverture } = papersOf(name).sheet;
      return { name, title, scopes, provider: providers[0]?.name ?? '', categorie, ouverture };
    }),
  );
  const hash = await createPasswords().hash(password);
  const organisation = organisationOf();

  const bureau = (daysAgo = 0) =>
    createBureau({
      db,
      clock: { now: () => Date.now() - daysAgo * DAY_MS },
      donnees,
      annoncer: async () => {},
      jetonsChanges: () => Promise.resolve(),
    });
  const relue = async (id: string) => present(await findDemande(db, id));

  return {
    db,
    donnees,
    bureau,
    relue,
    compte: async (email, ...roles) => {
      const id = randomUUID();
      const [prenom = '', nom = ''] = (email.split('@')[0] ?? '').split('.');
      const named = { prenom: capital(prenom), nom: capital(nom) };
      const le = new Date();
      await insertCompte(db, {
        ...{ id, email, ...named, roles, mot_de_passe: hash },
        ...{ cree_le: le, verifie_le: le, desactive_le: null },
      });
      return present(await findCompte(db, id));
    },
    organisation: async (changes = {}) => {
      const kept = { ...organisation, ...changes };
      await keepOrganisation(db, kept);
      return kept;
    },
    envoyee: async (demandeur, daysAgo = 0, nouvelle = {}) => {
      const desk = bureau(daysAgo);
      const saisie = { siret: organisation.siret, contenu: completeContenu };
      const made = { casUsage: 'aides_publiques', intitule: 'Subventions de la commune', saisie, ...nouvelle } as const;
      const id = await desk.creer(demandeur, made);
      await desk.agir({ id, version: 1 }, demandeur, 'envoyer', { cgu: '2026-11-23' });
      return relue(id);
    },
  };
}

/** The commune that asks; its SIRET is one that the sandbox's Sirene knows. */
const organisationOf = (): Organisation => ({
  siret: '10010001500013',
  nom: 'Commune de Valfleury',
  adresse: '1 place de la Mairie, 35000 Valfleury',
  code_postal: '35000',
  commune: 'Valfleury',
  categorie_juridique: '7210',
  naf: '84.11Z',
  tranche_effectif: '100 à 199 salariés',
  etat: 'A',
  lue_le: new Date(Date.now() - 2 * DAY_MS),
});

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('what was just kept is not there');
  return value;
}
