import type { FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../../core/refused.ts';
import { qualitesSur } from '../../../habilitations/acteurs.ts';
import { type Acte, actsAllowed } from '../../../habilitations/etats.ts';
import type { Dossier } from '../../../habilitations/lecture.ts';
import type { Compte } from '../../../records/comptes.ts';
import type { Demande } from '../../../records/demandes.ts';
import type { EtatDemande } from '../../../records/tables/demandes.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf } from '../../shared/session.ts';
import type { InstructionOptions } from '../options.ts';
import { waitingOf } from '../waiting.ts';
import { dossierPage } from './dossier-page.tsx';
import { addressOf, blankValues, type Shown, sentValues } from './view.ts';

export type ById = { Params: { id: string } };

/** What this person may do to a request from here: nothing on his own. */
export function actsOf(compte: Compte, demande: Demande): ReadonlyMap<Acte, EtatDemande> {
  return compte.id === demande.demandeur ? new Map() : actsAllowed(qualitesSur(compte, demande), demande);
}

/** What the pages of one request answer. */
export function dossierAnswers(options: InstructionOptions) {
  const { instruction, lecture, publicUrl } = options;

  async function page(request: FastifyRequest, reply: FastifyReply, dossier: Dossier, shown: Shown) {
    const lecteur = openSessionOf(request).compte;
    const { demande } = dossier;
    const [alentours, waiting] = await Promise.all([
      instruction.alentours(demande, lecteur),
      waitingOf(instruction, lecteur),
    ]);
    const { values = {}, errors = {}, refusal = null, done = null, warning = null } = shown;
    return sendPage(
      reply,
      dossierPage({
        ...{ frame: request.frame, waiting, lecteur, dossier, alentours, publicUrl, now: instruction.now() },
        ...{ errors, refusal, done, warning },
        acts: actsOf(lecteur, demande),
        own: lecteur.id === demande.demandeur,
        values: { ...blankValues, ...values },
      }),
    );
  }

  /** The page of a request; opened by who instructs it, what its applicant wrote is read. */
  async function show(request: FastifyRequest<ById>, reply: FastifyReply, shown: Shown = {}): Promise<FastifyReply> {
    const lecteur = openSessionOf(request).compte;
    const dossier = await lecture.dossier(lecteur, request.params.id);
    if (dossier === null) return sendNotFound(reply);
    const sent = await page(request, reply, dossier, shown);
    const isHandled = request.method === 'GET' && qualitesSur(lecteur, dossier.demande).includes('instructeur');
    if (isHandled) await instruction.lu(dossier.demande.id);
    return sent;
  }

  interface Asked {
    readonly act: (lecteur: Compte) => Promise<void>;
    readonly done: string;
    /** Where one is led once it is done; the request itself by default. */
    readonly next?: string;
  }

  /** Does what a form asks, or shows the page again with why not and all that was typed. */
  async function act(request: FastifyRequest<ById>, reply: FastifyReply, asked: Asked): Promise<FastifyReply> {
    const lecteur = openSessionOf(request).compte;
    const { id } = request.params;
    if ((await lecture.demande(lecteur, id)) === null) return sendNotFound(reply);
    try {
      await asked.act(lecteur);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const refused = { values: sentValues(request.body), refusal: error.message };
      return show(request, reply.code(error instanceof Outdated ? 409 : 422), refused);
    }
    return reply.redirect(asked.next ?? addressOf({ id }, `?fait=${asked.done}`), 303);
  }

  return { show, act };
}
