import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../../core/refused.ts';
import type { Compte } from '../../../records/comptes.ts';
import type { Demande } from '../../../records/demandes.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading, versionOf } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf } from '../../shared/session.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import type { InstructionOptions } from '../options.ts';
import { type ActeConfirme, acteConfirme, actPage, asksReason, refusalPage } from './confirm-pages.tsx';
import { withReadyAnswer } from './insert.ts';
import { actsOf, type ById, dossierAnswers } from './show.ts';
import { addressOf, sentValues } from './view.ts';

const ONE = '/instruction/demandes/:id';
const TEXT_MAX = 10_000;
const decisions = ['valider', 'demander_precisions', 'refuser'] as const;
type ByAct = { Params: { id: string; acte: string } };

/** Deciding on a request; what cannot be undone asks first. */
export async function decisionRoutes(app: FastifyInstance, options: InstructionOptions): Promise<void> {
  const { bureau, lecture } = options;
  const { show, act } = dossierAnswers(options);

  app.post<ById>(`${ONE}/decision`, async (request, reply) => {
    const { body, params } = request;
    const lecteur = openSessionOf(request).compte;
    const demande = await lecture.demande(lecteur, params.id);
    if (demande === null) return sendNotFound(reply);
    const values = sentValues(body);
    if (textOf(body, 'geste') === 'inserer') {
      const texte = await withReadyAnswer(options, demande, { texte: values.texte, modele: values.modele });
      return show(request, reply, { values: { ...values, texte } });
    }
    const version = versionOf(body);
    const form = new FormReading(body);
    const acte = form.choice('acte', decisions, 'Choisissez une décision.');
    const missing = 'Écrivez ce qui doit être dit à l’usager.';
    const motif = form.text('texte', { max: TEXT_MAX, ...(acte === 'valider' ? {} : { missing }) });
    if (form.isRefused) return show(request, reply.code(422), { values, errors: form.errors });
    // A refusal that can be is read over first; what cannot be is refused by the bureau itself.
    const asksFirst = acte === 'refuser' && textOf(body, 'confirme') !== 'oui';
    if (asksFirst && version === demande.version && mayBeRefused(demande, lecteur))
      return sendPage(reply, refusalPage({ frame: request.frame, demande, texte: motif }));
    return act(request, reply, {
      act: () => bureau.agir({ id: demande.id, version }, lecteur, acte, { motif }),
      done: acte,
    });
  });

  const mayBeRefused = (demande: Demande, lecteur: Compte): boolean =>
    demande.precisions_demandees_le !== null && actsOf(lecteur, demande).has('refuser');

  /** The request, and the act that an address names; null when there is none such for this person. */
  async function asked(request: FastifyRequest<ByAct>) {
    const lecteur = openSessionOf(request).compte;
    const acte = acteConfirme(request.params.acte);
    const demande = await lecture.demande(lecteur, request.params.id);
    return acte === null || demande === null ? null : { lecteur, acte, demande };
  }

  interface Confirmation {
    readonly demande: Demande;
    readonly acte: ActeConfirme;
    readonly motif?: string;
    readonly errors?: FieldErrors;
    readonly refusal?: string;
  }

  function ask(request: FastifyRequest, reply: FastifyReply, shown: Confirmation): FastifyReply {
    const { demande, acte, motif = '', errors = {}, refusal = null } = shown;
    return sendPage(reply, actPage({ frame: request.frame, demande, acte, motif, errors, refusal }));
  }

  app.get<ByAct>(`${ONE}/actes/:acte`, async (request, reply) => {
    const found = await asked(request);
    if (found === null || !actsOf(found.lecteur, found.demande).has(found.acte)) return sendNotFound(reply);
    return ask(request, reply, found);
  });

  app.post<ByAct>(`${ONE}/actes/:acte`, async (request, reply) => {
    const found = await asked(request);
    if (found === null) return sendNotFound(reply);
    const { lecteur, acte, demande } = found;
    const motif = textOf(request.body, 'motif').slice(0, TEXT_MAX);
    if (asksReason(acte) && motif === '')
      return ask(request, reply.code(422), { ...found, errors: { motif: 'Écrivez le motif : l’usager le lira.' } });
    try {
      await bureau.agir({ id: demande.id, version: versionOf(request.body) }, lecteur, acte, { motif });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const code = error instanceof Outdated ? 409 : 422;
      return ask(request, reply.code(code), { ...found, motif, refusal: error.message });
    }
    return reply.redirect(nextOf(acte, demande, lecteur.roles), 303);
  });
}

/** Who archives leaves the request, unless he may still read it. */
function nextOf(acte: ActeConfirme, demande: Demande, roles: readonly string[]): string {
  return acte === 'archiver' && !roles.includes('administrateur')
    ? '/instruction?fait=archiver'
    : addressOf(demande, `?fait=${acte}`);
}
