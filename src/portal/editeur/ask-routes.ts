import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../core/refused.ts';
import type { BureauDemandes, Demandee } from '../../editeurs/demandes.ts';
import type { Appartenance } from '../../records/editeur-comptes.ts';
import { dayOf } from '../shared/dates.ts';
import { textOf } from '../shared/form-body.ts';
import { FormReading } from '../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf } from '../shared/session.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { pageAsked } from '../views/pagination.tsx';
import { delegationsPage } from './delegations-page.tsx';
import { giveBackPage } from './give-back-page.tsx';
import { DELEGATIONS } from './words.ts';

export interface AskOptions {
  readonly demandes: BureauDemandes;
  readonly spaceOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Appartenance | null>;
}

const PAGES_MAX = 1_000_000;
const NUMERO_MAX = 20;
const FORM = /^H-\d{6,12}$/;
const doneSentences: Readonly<Record<string, string>> = {
  envoyee: 'La demande est enregistrée : si ce numéro est celui d’une habilitation, son demandeur est prévenu',
  rendue: 'La délégation est rendue : vous ne voyez plus cette habilitation',
};

interface Shown {
  readonly numero?: string;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
}

/** What an editor asks his clients, and gives back. */
export function askRoutes(app: FastifyInstance, { demandes, spaceOf }: AskOptions): void {
  async function show(request: FastifyRequest, reply: FastifyReply, { editeur }: Appartenance, shown: Shown = {}) {
    const liste = await demandes.liste(editeur.id, pageAsked(textOf(request.query, 'page'), PAGES_MAX));
    const { numero = '', errors = {}, refusal } = shown;
    const isAnswer = refusal === undefined && Object.keys(errors).length === 0;
    const done = isAnswer ? (doneSentences[textOf(request.query, 'fait')] ?? null) : null;
    const said = refusal === undefined ? {} : { refusal };
    return sendPage(reply, delegationsPage({ frame: request.frame, editeur, liste, numero, errors, done, ...said }));
  }

  app.get(DELEGATIONS, async (request, reply) => {
    const space = await spaceOf(request, reply);
    return space === null ? reply : show(request, reply, space);
  });

  app.post(DELEGATIONS, async (request, reply) => {
    const space = await spaceOf(request, reply);
    if (space === null) return reply;
    const form = new FormReading(request.body);
    const typed = form.text('numero', { max: NUMERO_MAX, missing: 'Donnez le numéro de l’habilitation.' });
    const numero = typed.toUpperCase().replace(/\s/g, '');
    if (typed !== '' && !FORM.test(numero))
      form.refuse('numero', 'Un numéro d’habilitation s’écrit H-, puis six chiffres : H-000123.');
    const refused = (errors: FieldErrors) => show(request, reply.code(422), space, { numero: typed, errors });
    if (form.isRefused) return refused(form.errors);
    try {
      const par = { compte: openSessionOf(request).compte.id, editeur: space.editeur.id };
      const sentence = whyNot(await demandes.demander(par, numero));
      if (sentence !== null) return refused({ numero: sentence });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const code = error instanceof Outdated ? 409 : 429;
      return show(request, reply.code(code), space, { numero: typed, refusal: error.message });
    }
    return reply.redirect(`${DELEGATIONS}?fait=envoyee`, 303);
  });

  type OfOne = { Params: { id: string } };

  app.get<OfOne>(`${DELEGATIONS}/:id/rendre`, async (request, reply) => {
    const space = await spaceOf(request, reply);
    if (space === null) return reply;
    const about = await demandes.enCours(space.editeur.id, request.params.id);
    if (about === null) return sendNotFound(reply);
    return sendPage(reply, giveBackPage({ frame: request.frame, ...about }));
  });

  app.post<OfOne>(`${DELEGATIONS}/:id/rendre`, async (request, reply) => {
    const space = await spaceOf(request, reply);
    if (space === null) return reply;
    if (!(await demandes.rendre(space.editeur.id, request.params.id))) return sendNotFound(reply);
    return reply.redirect(`${DELEGATIONS}?fait=rendue`, 303);
  });
}

/** Why an ask goes no further; null when it does. */
function whyNot(demandee: Demandee): string | null {
  switch (demandee.issue) {
    case 'envoyee':
      return null;
    case 'accordee':
      return 'Vous suivez déjà cette habilitation.';
    case 'deja_demandee':
      return `Vous avez déjà demandé ce numéro. Vous pourrez le redemander à partir du ${dayOf(demandee.de_nouveau)}.`;
  }
}
