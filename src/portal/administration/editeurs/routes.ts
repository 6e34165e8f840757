import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../../core/refused.ts';
import type { AdministrationEditeurs } from '../../../editeurs/administration.ts';
import type { FicheEditeur } from '../../../records/editeurs.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading, versionOf } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { pageAsked } from '../../views/pagination.tsx';
import { closePage, detachPage } from './confirm-pages.tsx';
import { newEditor, readEditor } from './editor-fields.tsx';
import { editorPage, newEditorPage } from './editor-page.tsx';
import { editorsPage } from './list-page.tsx';
import { doneSentences, EDITEURS } from './words.ts';

interface EditorsOptions {
  readonly editeurs: AdministrationEditeurs;
}

type OfEditor = { Params: { id: string } };
type OfAccount = { Params: { id: string; compte: string } };

const PAGES_MAX = 1_000_000;
const REASON_MAX = 1000;
const EMAIL_MAX = 254;
const MOTS_MAX = 200;

interface Shown {
  readonly fiche?: FicheEditeur;
  readonly email?: string;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
}

/** The editors, for who operates the service. */
export async function editorAdministration(app: FastifyInstance, { editeurs }: EditorsOptions): Promise<void> {
  app.addHook('preHandler', requireRole('administrateur'));
  const authorOf = (request: FastifyRequest) => openSessionOf(request).compte;

  async function show(
    request: FastifyRequest<OfEditor>,
    reply: FastifyReply,
    shown: Shown = {},
  ): Promise<FastifyReply> {
    const found = await editeurs.editeur(request.params.id);
    if (found === null) return sendNotFound(reply);
    const done = Object.keys(shown).length === 0 ? (doneSentences[textOf(request.query, 'fait')] ?? null) : null;
    return sendPage(reply, editorPage({ frame: request.frame, ...found, done, ...shown }));
  }

  /** Does it, then shows the editor; a refusal about a field stands beside it, with what was typed. */
  async function act(
    request: FastifyRequest<OfEditor>,
    reply: FastifyReply,
    { does, done, field, typed }: { does: () => Promise<void>; done: string; field?: string; typed?: Shown },
  ): Promise<FastifyReply> {
    const found = await editeurs.editeur(request.params.id);
    if (found === null) return sendNotFound(reply);
    try {
      await does();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error instanceof Outdated || field === undefined)
        return show(request, reply.code(409), { ...typed, refusal: error.message });
      return show(request, reply.code(422), { ...typed, errors: { [field]: error.message } });
    }
    return reply.redirect(`${EDITEURS}/${request.params.id}?fait=${done}`, 303);
  }

  app.get(EDITEURS, async ({ frame, query }, reply) => {
    const q = textOf(query, 'q').slice(0, MOTS_MAX);
    const liste = await editeurs.liste(q, pageAsked(textOf(query, 'page'), PAGES_MAX));
    return sendPage(reply, editorsPage({ frame, q, liste }));
  });

  app.get(`${EDITEURS}/nouveau`, async ({ frame }, reply) =>
    sendPage(reply, newEditorPage({ frame, fiche: newEditor, errors: {} })),
  );

  app.post(`${EDITEURS}/nouveau`, async (request, reply) => {
    const form = new FormReading(request.body);
    const fiche = readEditor(form);
    const refused = (errors: FieldErrors) =>
      sendPage(reply.code(422), newEditorPage({ frame: request.frame, fiche, errors }));
    if (form.isRefused) return refused(form.errors);
    try {
      const id = await editeurs.creer(authorOf(request), fiche);
      return reply.redirect(`${EDITEURS}/${id}?fait=cree`, 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refused({ siret: error.message });
    }
  });

  app.get<OfEditor>(`${EDITEURS}/:id`, async (request, reply) => show(request, reply));

  app.post<OfEditor>(`${EDITEURS}/:id`, async (request, reply) => {
    const { id } = request.params;
    const form = new FormReading(request.body);
    const fiche = readEditor(form);
    if (form.isRefused) return show(request, reply.code(422), { fiche, errors: form.errors });
    const does = () => editeurs.modifier(authorOf(request), { id, version: versionOf(request.body) }, fiche);
    return act(request, reply, { does, done: 'modifie', field: 'siret', typed: { fiche } });
  });

  app.post<OfEditor>(`${EDITEURS}/:id/comptes`, async (request, reply) => {
    const form = new FormReading(request.body);
    const email = form.text('email', { max: EMAIL_MAX, missing: 'Donnez l’adresse e-mail du compte.' });
    if (form.isRefused) return show(request, reply.code(422), { email, errors: form.errors });
    const does = () => editeurs.attacher(authorOf(request), request.params.id, email);
    return act(request, reply, { does, done: 'attache', field: 'email', typed: { email } });
  });

  app.get<OfAccount>(`${EDITEURS}/:id/comptes/:compte/retirer`, async (request, reply) => {
    const found = await editeurs.editeur(request.params.id);
    const compte = found?.comptes.find(({ id }) => id === request.params.compte);
    if (found === null || compte === undefined) return sendNotFound(reply);
    return sendPage(reply, detachPage({ frame: request.frame, editeur: found.editeur, compte }));
  });

  app.post<OfAccount>(`${EDITEURS}/:id/comptes/:compte/retirer`, async (request, reply) => {
    const { id, compte } = request.params;
    return act(request, reply, { does: () => editeurs.detacher(authorOf(request), id, compte), done: 'detache' });
  });

  app.get<OfEditor>(`${EDITEURS}/:id/fermer`, async (request, reply) => {
    const found = await editeurs.editeur(request.params.id);
    if (found === null || found.editeur.ferme_le !== null) return sendNotFound(reply);
    return sendPage(reply, closePage({ frame: request.frame, editeur: found.editeur, raison: '', errors: {} }));
  });

  app.post<OfEditor>(`${EDITEURS}/:id/fermer`, async (request, reply) => {
    const found = await editeurs.editeur(request.params.id);
    if (found === null) return sendNotFound(reply);
    const form = new FormReading(request.body);
    const raison = form.text('raison', { max: REASON_MAX, missing: 'Dites pourquoi cet éditeur est fermé.' });
    if (form.isRefused) {
      const { editeur } = found;
      return sendPage(reply.code(422), closePage({ frame: request.frame, editeur, raison, errors: form.errors }));
    }
    const lu = { id: request.params.id, version: versionOf(request.body) };
    return act(request, reply, { does: () => editeurs.fermer(authorOf(request), lu, raison), done: 'ferme' });
  });
}
