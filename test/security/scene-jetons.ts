import { randomUUID } from 'node:crypto';
import { newKey } from '../../src/core/link-key.ts';
import { insertAgent } from '../../src/records/agents-habilites.ts';
import { keepCalendrier } from '../../src/records/calendriers-de-jetons.ts';
import type { Compte } from '../../src/records/comptes.ts';
import { insertConsultations } from '../../src/records/consultations.ts';
import { accorderDelegation, insertDemandee } from '../../src/records/delegations.ts';
import { attacherCompte } from '../../src/records/editeur-comptes.ts';
import { insertEditeur } from '../../src/records/editeurs.ts';
import { insertJustification } from '../../src/records/justifications.ts';
import { insertLien } from '../../src/records/liens-de-jetons.ts';
import { aTrace } from '../../src/records/samples.fixture.ts';
import { insertTraces } from '../../src/records/traces.ts';
import { type Db, together, type Work } from '../../src/records/work.ts';

const HOUR_MS = 3_600_000;

/** A right that is in force, and its token. */
export interface Octroi {
  readonly demande: string;
  readonly habilitation: string;
  readonly numero: string;
  readonly jti: string;
}

/** What hangs from the owner's token and right; the stranger has his own of some. */
export interface AutourDesJetons {
  readonly request: string;
  readonly lien: string;
  readonly cleLien: string;
  readonly cleCalendrier: string;
  readonly justification: string;
  readonly justificationAilleurs: string;
  /** Of the unverified colleague, whom the owner lets look companies up. */
  readonly agent: string;
  readonly consultation: string;
  /** The stranger works for the one, the verified colleague for the other. */
  readonly editeurs: { readonly suivant: Editeur; readonly autre: Editeur };
}

interface Editeur {
  readonly id: string;
  readonly compte: string;
  /** Of the owner's right: in force for the first, only asked by the other. */
  readonly delegation: string;
}

interface Who {
  readonly proprietaire: Compte;
  readonly collegue: Compte;
  readonly declaree: Compte;
  readonly etranger: Compte;
  readonly administrateur: Compte;
}

export async function octroiDe(db: Db, demande: string): Promise<Octroi> {
  const { habilitation, numero, jti } = await db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .select(['jetons.jti', 'habilitations.id as habilitation', 'numero'])
    .where('habilitations.demande', '=', demande)
    .executeTakeFirstOrThrow();
  return { demande, habilitation, numero, jti };
}

/** A call, a link, a calendar, justifications, an agent and what he looked up, editors and what they may see. */
export async function autourDesJetons(
  db: Db,
  who: Who,
  octrois: { readonly mien: Octroi; readonly ailleurs: Octroi },
): Promise<AutourDesJetons> {
  const { mien, ailleurs } = octrois;
  const at = new Date();
  const trace = aTrace({ jti: mien.jti, recu_le: at });
  await insertTraces(db, [trace]);
  const calendrier = newKey();
  await keepCalendrier(db, { compte: who.proprietaire.id, empreinte: calendrier.empreinte, cree_le: at });
  return {
    request: trace.request_id,
    cleCalendrier: calendrier.key,
    consultation: await aConsultation(db, mien, who.declaree),
    ...(await together(db, async (work) => ({
      ...(await aLink(work, mien, who.proprietaire)),
      justification: await aJustification(work, mien, who.administrateur),
      justificationAilleurs: await aJustification(work, ailleurs, who.administrateur),
      agent: await anAgent(work, mien, who),
      editeurs: await editors(work, mien, who),
    }))),
  };
}

async function aLink(work: Work, { jti }: Octroi, { id: par }: Compte): Promise<{ lien: string; cleLien: string }> {
  const { key, empreinte } = newKey();
  const [id, cree_le, expire_le] = [randomUUID(), new Date(), new Date(Date.now() + 4 * HOUR_MS)];
  await insertLien(work, {
    id,
    empreinte,
    jti,
    email: 'lia.lien@mairie.example',
    nom: '',
    cree_par: par,
    cree_le,
    expire_le,
  });
  return { lien: id, cleLien: key };
}

function aJustification(work: Work, { jti }: Octroi, { id: auteur }: Compte): Promise<string> {
  const at = new Date();
  return insertJustification(work, {
    ...{ jti, etat: 'attendue', motif: 'Pourquoi ces appels ?', volume: '', appels: [], exemples: [] },
    ...{ auteur, auteur_nom: 'Anne Roche', ouverte_le: at, modifiee_le: at, close_le: null },
  });
}

async function anAgent(work: Work, { demande }: Octroi, { proprietaire, declaree }: Who): Promise<string> {
  const id = randomUUID();
  const by = { ajoute_par: proprietaire.id, ajoute_le: new Date() };
  await insertAgent(work, { id, demande, email: declaree.email, ...by, fin_le: null });
  return id;
}

/** One that was answered, whose documents are forgotten since. */
async function aConsultation(db: Db, { habilitation }: Octroi, { id: agent }: Compte): Promise<string> {
  const id = randomUUID();
  const asked = { service: 'attestations_fiscales', identifiant: '100100015', contexte: 'Aides', objet: 'dossier-7' };
  await insertConsultations(db, [{ id, envoi: randomUUID(), habilitation, agent, ...asked, faite_le: new Date() }]);
  await db.updateTable('consultations').set({ statut: 200 }).where('id', '=', id).execute();
  return id;
}

async function editors(work: Work, right: Octroi, { collegue, etranger }: Who): Promise<AutourDesJetons['editeurs']> {
  const { demande, numero } = right;
  const at = new Date();
  const made = async (nom: string, siret: string, compte: Compte): Promise<Editeur> => {
    const editeur = { id: randomUUID(), compte: compte.id, delegation: randomUUID() };
    await insertEditeur(work, editeur.id, { nom, siret, produit: `Produit de ${nom}`, public: true }, at);
    await attacherCompte(work, { compte: compte.id, editeur: editeur.id }, at);
    return editeur;
  };
  const suivant = await made('Logis Publics', '10010002300017', etranger);
  const autre = await made('Rivalité', '10010003100010', collegue);
  await accorderDelegation(work, { id: suivant.delegation, editeur: suivant.id, demande, numero }, at);
  await insertDemandee(work, { id: autre.delegation, editeur: autre.id, demande, numero, par: autre.compte }, at);
  return { suivant, autre };
}
