import type { Demande } from '../../src/records/demandes.ts';
import { type Atelier, completeContenu, dossierAvecDemandes } from '../support/demandes.ts';

/** The people and requests that the suites of instruction act on. */
export interface Scenes {
  readonly folder: string;
  /** Requests by what they are. */
  readonly demandes: Readonly<Record<SceneName, Demande>>;
}

export type SceneName =
  | 'aValider'
  | 'aPreciser'
  | 'neuve'
  | 'renvoyee'
  | 'enAttente'
  | 'pourAvis'
  | 'propre'
  | 'accordee'
  | 'disputee'
  | 'refusable';

export const people = {
  usager: 'ines.durand@mairie.example',
  instructeur: 'paul.lenoir@interne.example',
  collegue: 'lea.girard@interne.example',
  rapporteur: 'marc.vidal@interne.example',
  administrateur: 'anne.roche@interne.example',
} as const;

export async function playScenes(): Promise<Scenes> {
  let demandes: Scenes['demandes'] | undefined;
  const folder = await dossierAvecDemandes(async (atelier) => {
    demandes = await write(atelier);
  });
  if (demandes === undefined) throw new Error('no request was made');
  return { folder, demandes };
}

async function write(atelier: Atelier): Promise<Scenes['demandes']> {
  const usager = await atelier.compte(people.usager, 'demandeur');
  const paul = await atelier.compte(people.instructeur, 'instructeur');
  await atelier.compte(people.collegue, 'instructeur');
  await atelier.compte(people.rapporteur, 'rapporteur');
  await atelier.compte(people.administrateur, 'administrateur');
  await atelier.organisation();
  const titled = (intitule: string) => ({ intitule });

  const accordee = await atelier.envoyee(usager, 60, titled('Cantines scolaires'));
  await atelier.bureau(50).agir(accordee, paul, 'valider');
  const renvoyee = await resent(atelier, usager, paul, 'Aides au commerce');
  const refusable = await resent(atelier, usager, paul, 'Fichier des prospects');
  const enAttente = await atelier.envoyee(usager, 15, titled('Bourses'));
  await atelier.bureau(9).agir(enAttente, paul, 'demander_precisions', { motif: 'Quel texte fonde cet usage ?' });

  return {
    accordee: await atelier.relue(accordee.id),
    renvoyee,
    refusable,
    enAttente: await atelier.relue(enAttente.id),
    aValider: await atelier.envoyee(usager, 12, titled('Marchés de la commune')),
    aPreciser: await atelier.envoyee(usager, 8, titled('Crèches')),
    neuve: await atelier.envoyee(usager, 7, titled('=HYPERLINK("http://mal.example")')),
    pourAvis: await atelier.envoyee(usager, 6, titled('Taxe de séjour')),
    disputee: await atelier.envoyee(usager, 5, titled('Occupation du domaine public')),
    propre: await atelier.envoyee(paul, 4, titled('Demande de l’instructeur')),
  };
}

/** A request that came back with other words after precisions were asked. */
async function resent(
  atelier: Atelier,
  usager: Parameters<Atelier['envoyee']>[0],
  paul: Parameters<Atelier['envoyee']>[0],
  intitule: string,
): Promise<Demande> {
  const { id, ...sent } = await atelier.envoyee(usager, 30, { intitule });
  await atelier.bureau(20).agir({ id, ...sent }, paul, 'demander_precisions', { motif: 'Qui lit les données ?' });
  const asked = await atelier.relue(id);
  const bureau = atelier.bureau(3);
  const version = await bureau.enregistrer(asked, usager, {
    contenu: { ...completeContenu, destinataires: 'Les agents habilités du service du commerce' },
  });
  await bureau.agir({ id, version }, usager, 'envoyer', { cgu: '2026-11-23' });
  await bureau.ecrire(id, usager, { corps: 'J’ai précisé les destinataires.', champ: null });
  return atelier.relue(id);
}
