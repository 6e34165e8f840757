import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated } from '../../../core/refused.ts';
import type { ModeleEcrit } from '../../../habilitations/instruction.ts';
import { variablesInconnues } from '../../../habilitations/modeles.ts';
import type { ModeleReponse } from '../../../records/modeles-reponse.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading, versionOf } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import type { InstructionOptions } from '../options.ts';
import { waitingOf } from '../waiting.ts';
import { kinds, MODELES, modeleDeletionPage, modeleFormPage, modelesPage, TITLE_MAX } from './modeles-pages.tsx';

const BODY_MAX = 10_000;
const doneSentences: Readonly<Record<string, string>> = {
  ajoute: 'Le modèle est ajouté',
  modifie: 'Le modèle est modifié',
  supprime: 'Le modèle est supprimé',
};

type ById = { Params: { id: string } };

/** The ready answers of those who instruct. */
export async function modeleRoutes(
  app: FastifyInstance,
  { instruction }: Pick<InstructionOptions, 'instruction'>,
): Promise<void> {
  app.addHook('preHandler', requireRole('instructeur'));

  const find = async (id: string): Promise<ModeleReponse | null> =>
    (await instruction.modeles()).find((modele) => String(modele.id) === id) ?? null;

  interface Shown {
    readonly modele: ModeleReponse | null;
    readonly errors?: FieldErrors;
    readonly refusal?: string;
  }

  async function form(request: FastifyRequest, reply: FastifyReply, { modele, errors = {}, refusal }: Shown) {
    const sent = request.method === 'POST';
    const kept = modele ?? { genre: '', titre: '', corps: '' };
    const read = (field: 'genre' | 'titre' | 'corps') => (sent ? textOf(request.body, field) : kept[field]);
    const values = { genre: read('genre'), titre: read('titre'), corps: read('corps') };
    const waiting = await waitingOf(instruction, openSessionOf(request).compte);
    return sendPage(
      reply,
      modeleFormPage({ frame: request.frame, waiting, modele, values, errors, refusal: refusal ?? null }),
    );
  }

  app.get(MODELES, async (request, reply) => {
    const [modeles, waiting] = await Promise.all([
      instruction.modeles(),
      waitingOf(instruction, openSessionOf(request).compte),
    ]);
    const done = doneSentences[textOf(request.query, 'fait')] ?? null;
    return sendPage(reply, modelesPage({ frame: request.frame, waiting, modeles, done }));
  });

  app.get(`${MODELES}/nouveau`, async (request, reply) => form(request, reply, { modele: null }));

  app.post(`${MODELES}/nouveau`, async (request, reply) => {
    const { modele, errors } = read(request.body);
    if (modele === null) return form(request, reply.code(422), { modele: null, errors });
    await instruction.ajouterModele(openSessionOf(request).compte, modele);
    return reply.redirect(`${MODELES}?fait=ajoute`, 303);
  });

  app.get<ById>(`${MODELES}/:id`, async (request, reply) => {
    const modele = await find(request.params.id);
    return modele === null ? sendNotFound(reply) : form(request, reply, { modele });
  });

  app.post<ById>(`${MODELES}/:id`, async (request, reply) => {
    const kept = await find(request.params.id);
    if (kept === null) return sendNotFound(reply);
    const { modele, errors } = read(request.body);
    if (modele === null) return form(request, reply.code(422), { modele: kept, errors });
    try {
      const seen = { id: kept.id, version: versionOf(request.body) };
      await instruction.changerModele(seen, openSessionOf(request).compte, modele);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      return form(request, reply.code(409), { modele: kept, refusal: error.message });
    }
    return reply.redirect(`${MODELES}?fait=modifie`, 303);
  });

  app.get<ById>(`${MODELES}/:id/supprimer`, async (request, reply) => {
    const modele = await find(request.params.id);
    return modele === null
      ? sendNotFound(reply)
      : sendPage(reply, modeleDeletionPage({ frame: request.frame, modele }));
  });

  app.post<ById>(`${MODELES}/:id/supprimer`, async (request, reply) => {
    const modele = await find(request.params.id);
    if (modele === null) return sendNotFound(reply);
    try {
      const seen = { id: modele.id, version: versionOf(request.body) };
      await instruction.supprimerModele(seen, openSessionOf(request).compte);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      const page = modeleDeletionPage({ frame: request.frame, modele, refusal: error.message });
      return sendPage(reply.code(409), page);
    }
    return reply.redirect(`${MODELES}?fait=supprime`, 303);
  });
}

/** What a form says of a ready answer; null, with why, when it cannot be kept. */
function read(body: unknown): { readonly modele: ModeleEcrit | null; readonly errors: FieldErrors } {
  const form = new FormReading(body);
  const genre = form.choice('genre', kinds, 'Dites à quoi il sert.');
  const titre = form.text('titre', { max: TITLE_MAX, missing: 'Donnez un titre au modèle.' });
  const corps = form.text('corps', { max: BODY_MAX, missing: 'Écrivez le texte du modèle.' });
  const unknown = variablesInconnues(corps);
  if (unknown.length > 0)
    form.refuse('corps', `Rien ne remplace ${unknown.map((name) => `{{${name}}}`).join(', ')} : corrigez ou retirez.`);
  return { modele: form.isRefused ? null : { genre, titre, corps }, errors: form.errors };
}
