import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { Outdated, Refused } from '../core/refused.ts';
import { answerDemandeAvis, insertDemandeAvis, withdrawDemandeAvis } from '../records/demande-avis.ts';
import { insertDemandeEvenement } from '../records/demande-evenements.ts';
import { insertDemandeMessage } from '../records/demande-messages.ts';
import { attachPiece, copyDemandePieces, detachPiece } from '../records/demande-pieces.ts';
import { type Demande, type DemandeUpdate, insertDemande, updateDemande } from '../records/demandes.ts';
import { habilitationsDe } from '../records/habilitations.ts';
import { addActe } from '../records/journal-administration.ts';
import type { NewPiece } from '../records/pieces.ts';
import type { GenrePiece } from '../records/tables/demandes.ts';
import { type Db, together, type Work } from '../records/work.ts';
import { accorder, declarerRattachement, retirer } from './accord.ts';
import { operatorAct } from './acte-operateur.ts';
import { type Acteur, nomDe, qualitesSur } from './acteurs.ts';
import type { Annonce, Annoncer } from './annonce.ts';
import { refuseTooManyDrafts } from './brouillons.ts';
import { type ActeDecide, decide } from './decisions.ts';
import { allowed, held, seen, sentChanges, type Vu } from './demande-tenue.ts';
import type { Donnees } from './donnees.ts';
import { transitions } from './etats.ts';
import { type Formulaire, formulaireDe, formulaireEnvoye } from './formulaire.ts';
import { refuseTooManyMessages } from './messages.ts';
import { motifDit } from './motif-dit.ts';
import { type Nouvelle, premierFormulaire, type Saisie } from './premier-formulaire.ts';
import { holdRenewable, putAwayOrigin } from './renouvellement.ts';

/** A file of the form: put in the place of the one of its kind, or taken away. */
export interface PieceSaisie {
  readonly genre: GenrePiece;
  readonly piece: NewPiece | null;
}

interface ActeMotive {
  readonly motif?: string;
  /** The version of the conditions accepted by sending. */
  readonly cgu?: string;
  /** Account a request is handed over to, or an opinion asked from. */
  readonly destinataire?: string;
  /** The field a message is about. */
  readonly champ?: string | null;
}

/** Where requests are written: each act with its event, what it grants and what is told of it, or none of it. */
export interface Bureau {
  creer(acteur: NonNullable<Acteur>, nouvelle: Nouvelle): Promise<string>;
  /** Keeps what was typed on a page, whatever it is worth; gives the version to come back with. */
  enregistrer(vu: Vu, acteur: NonNullable<Acteur>, saisie: Saisie, pieces?: readonly PieceSaisie[]): Promise<number>;
  /** Throws `Refused` when it cannot be, `Outdated` when the request is no longer as its author read it. */
  agir(vu: Vu, acteur: Acteur, acte: ActeDecide, avec?: ActeMotive): Promise<void>;
  /** A message to the other side; it needs no version, since it changes nothing. */
  ecrire(id: string, acteur: NonNullable<Acteur>, avec: { corps: string; champ: string | null }): Promise<void>;
  demanderAvis(vu: Vu, acteur: NonNullable<Acteur>, avec: { rapporteur: string; question: string }): Promise<void>;
  /** The opinion that this person was asked for; it closes the question. */
  repondreAvis(id: string, acteur: NonNullable<Acteur>, reponse: string): Promise<void>;
  /** Takes back a question that has no answer, so that someone else may be asked. */
  retirerAvis(id: string, acteur: NonNullable<Acteur>): Promise<void>;
}

export interface BureauOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly donnees: Donnees;
  readonly annoncer: Annoncer;
  /** Told once a grant or its end is kept: every gate has to know its tokens. */
  readonly jetonsChanges: () => Promise<void>;
}

export function createBureau({ db, clock, donnees, annoncer, jetonsChanges }: BureauOptions): Bureau {
  /** Keeps the event of an act, and tells it. */
  async function noted(
    work: Work,
    avant: Demande | null,
    annonce: Pick<Annonce, 'acte' | 'demande' | 'acteur' | 'at'> & Partial<Annonce>,
  ): Promise<void> {
    const { demande, acteur, acte, at, motif = '', changements = [], destinataire = null } = annonce;
    await insertDemandeEvenement(work, {
      demande: demande.id,
      acte,
      auteur: acteur?.id ?? null,
      auteurNom: nomDe(acteur),
      le: at,
      de: avant?.etat ?? null,
      vers: demande.etat,
      motif,
      changements,
    });
    if (acteur !== null && acteur.id !== demande.demandeur && acteur.id !== avant?.demandeur)
      await addActe(work, operatorAct({ acte, demande, acteur, motif, avant }), at);
    await annoncer(work, { acte, demande, acteur, at, motif, changements, destinataire });
  }

  async function changed(work: Work, demande: Demande, update: DemandeUpdate): Promise<Demande> {
    if (!(await updateDemande(work, demande, update))) throw new Outdated();
    return held(work, demande.id);
  }

  return {
    creer: (acteur, nouvelle) =>
      together(db, async (work) => {
        const at = new Date(clock.now());
        const { copieDe } = nouvelle;
        await refuseTooManyDrafts(work, acteur.id);
        if (copieDe !== undefined) await holdRenewable(work, copieDe.id, acteur);
        const id = randomUUID();
        const { intitule, siret, contenu, casUsage } = premierFormulaire(nouvelle);
        const row = { id, demandeur: acteur.id, cas_usage: casUsage, intitule, siret, contenu, le: at };
        await insertDemande(work, { ...row, copie_de: copieDe?.id ?? null });
        if (copieDe !== undefined) await copyDemandePieces(work, { from: copieDe.id, to: id, at });
        await noted(work, null, { acte: 'creer', demande: await held(work, id), acteur, at });
        return id;
      }),

    enregistrer: (vu, acteur, { intitule, siret, casUsage, contenu }, pieces = []) =>
      together(db, async (work) => {
        const demande = await seen(work, vu);
        allowed('modifier', acteur, demande);
        const avant = formulaireDe(demande);
        const apres: Formulaire = {
          casUsage: casUsage ?? avant.casUsage,
          intitule: intitule ?? avant.intitule,
          siret: siret === undefined ? avant.siret : siret,
          contenu: { ...avant.contenu, ...contenu },
        };
        const at = new Date(clock.now());
        const kept = await changed(work, demande, {
          intitule: apres.intitule,
          siret: apres.siret,
          cas_usage: apres.casUsage,
          contenu: apres.contenu,
          modifiee_le: at,
          relancee_le: null,
        });
        for (const { genre, piece } of pieces) {
          const where = { demande: vu.id, genre, at };
          await (piece === null ? detachPiece(work, where) : attachPiece(work, piece, where));
        }
        return kept.version;
      }),

    agir: async (vu, acteur, acte, { motif: ecrit = '', cgu, destinataire } = {}) => {
      await together(db, async (work) => {
        const avant = await seen(work, vu);
        const vers = allowed(acte, acteur, avant);
        if (transitions[acte].motif && ecrit.trim() === '')
          throw new Refused('Écrivez ce qui doit être dit à l’usager.');
        const motif = motifDit(acte, ecrit, avant);
        const now = new Date(clock.now());
        const [enVigueur] = avant.reouverture ? await habilitationsDe(work, avant.id) : [];
        const accorde = formulaireEnvoye(enVigueur?.instantane);
        const circonstances = { vers, now, cgu: cgu ?? null, accorde, destinataire: destinataire ?? null };
        const demande = await changed(work, avant, decide(acte, avant, circonstances));
        if (acte === 'valider') {
          const jeton = await accorder(work, { demande, par: acteur?.id ?? '', at: now, donnees });
          await putAwayOrigin(work, { demande, jeton, at: now });
        }
        if (acte === 'envoyer') await declarerRattachement(work, demande, now);
        if (acte === 'revoquer') await retirer(work, demande.id, now);
        const changements = acte === 'envoyer' ? sentChanges(avant, donnees) : [];
        await noted(work, avant, {
          acte,
          demande,
          acteur,
          at: now,
          motif,
          changements,
          destinataire: destinataire ?? null,
        });
      });
      if (acte === 'valider' || acte === 'revoquer') await jetonsChanges();
    },

    ecrire: (id, acteur, { corps, champ }) =>
      together(db, async (work) => {
        const demande = await held(work, id);
        allowed('ecrire', acteur, demande);
        if (corps.trim() === '') throw new Refused('Écrivez votre message avant de l’envoyer.');
        const at = new Date(clock.now());
        const cote = acteur.id === demande.demandeur ? 'demandeur' : 'instruction';
        const auteurNom = nomDe(acteur);
        if (cote === 'demandeur') await refuseTooManyMessages(work, acteur.id, at);
        await insertDemandeMessage(work, { demande: id, auteur: acteur.id, auteurNom, cote, corps, champ, le: at });
        await annoncer(work, {
          acte: 'ecrire',
          demande,
          acteur,
          motif: corps,
          changements: [],
          destinataire: null,
          at,
        });
      }),

    demanderAvis: (vu, acteur, { rapporteur, question }) =>
      together(db, async (work) => {
        const demande = await seen(work, vu);
        allowed('demander_avis', acteur, demande);
        if (question.trim() === '') throw new Refused('Écrivez votre question avant de l’envoyer.');
        if (rapporteur === demande.demandeur)
          throw new Refused('Le demandeur ne donne pas d’avis sur sa propre demande.');
        const at = new Date(clock.now());
        const avis = { demande: demande.id, demande_par: acteur.id, rapporteur, question, demande_le: at };
        if (!(await insertDemandeAvis(work, avis))) throw new Refused('Un avis est déjà attendu sur cette demande.');
        await noted(work, demande, {
          acte: 'demander_avis',
          demande,
          acteur,
          at,
          motif: question,
          destinataire: rapporteur,
        });
      }),

    repondreAvis: (id, acteur, reponse) =>
      together(db, async (work) => {
        const demande = await held(work, id);
        if (reponse.trim() === '') throw new Refused('Écrivez votre avis avant de l’envoyer.');
        const at = new Date(clock.now());
        const asked = await answerDemandeAvis(work, { demande: id, rapporteur: acteur.id, reponse, at });
        if (asked === undefined) throw new Refused('Aucun avis n’est plus attendu de vous sur cette demande.');
        await noted(work, demande, {
          acte: 'rendre_avis',
          demande,
          acteur,
          at,
          motif: reponse,
          destinataire: asked.demande_par,
        });
      }),

    retirerAvis: (id, acteur) =>
      together(db, async (work) => {
        const demande = await held(work, id);
        if (!qualitesSur(acteur, demande).includes('instructeur'))
          throw new Refused('Seul un instructeur retire une demande d’avis.');
        const at = new Date(clock.now());
        const asked = await withdrawDemandeAvis(work, id, at);
        if (asked === undefined) throw new Refused('Aucun avis n’est plus attendu sur cette demande.');
        await noted(work, demande, { acte: 'retirer_avis', demande, acteur, at, destinataire: asked.rapporteur });
      }),
  };
}
