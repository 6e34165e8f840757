import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../../core/refused.ts';
import type { Bureau } from '../../habilitations/bureau.ts';
import type { Suivi } from '../../habilitations/suivi.ts';
import { textOf } from '../shared/form-body.ts';
import { FormReading, versionOf } from '../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { withoutTypedTokens } from '../shared/typed-tokens.ts';
import { confirmations, confirmPage } from './act-pages.tsx';
import { LIST, pageOf } from './addresses.ts';
import type { ById, Follow } from './follow.ts';
import { messagesPage } from './messages-page.tsx';
import { renewPage } from './renew-page.tsx';
import { transferPage } from './transfer-page.tsx';
import { doneSentences } from './words.ts';

const MESSAGE_MAX = 5000;
const INTITULE_MAX = 300;
const EMAIL_MAX = 254;

interface ActOptions {
  readonly bureau: Bureau;
  readonly suivi: Suivi;
  readonly follow: Follow;
}

type Shown = { errors?: Record<string, string>; typed?: string; refusal?: string; confirmed?: string };

/** What applicants do with their requests, besides filling them. */
export function actRoutes(app: FastifyInstance, { bureau, suivi, follow }: ActOptions): void {
  for (const [page, confirmation] of Object.entries(confirmations)) {
    const url = `/demandes/:id/${page}`;
    const { acte, done, leaves } = confirmation;
    app.get<ById>(url, async (request, reply) => {
      const followed = await follow.find(request);
      if (followed === null || !followed.actes.has(acte)) return sendNotFound(reply);
      return sendPage(
        reply,
        confirmPage({ frame: request.frame, demande: followed.suivie.demande, page, confirmation }),
      );
    });
    app.post<ById>(url, async (request, reply) => {
      const followed = await follow.find(request);
      if (followed === null || !followed.isMine) return sendNotFound(reply);
      const { id } = request.params;
      const seen = { id, version: versionOf(request.body) };
      return follow.act(request, reply, {
        does: () => bureau.agir(seen, followed.compte, acte),
        next: () => `${leaves ? LIST : pageOf(id)}?fait=${done}`,
      });
    });
  }

  async function showMessages(request: FastifyRequest<ById>, reply: FastifyReply, shown: Shown & { done?: string }) {
    const followed = await follow.find(request);
    if (followed === null) return sendNotFound(reply);
    const { suivie, isMine, actes } = followed;
    // What is on the page he is given is read; it is marked as new there for the last time.
    if (isMine) await suivi.lire(suivie.demande.id);
    const { errors = {}, typed: corps = '', refusal = null, done = null } = shown;
    const may = { mayWrite: actes.has('ecrire'), mayEdit: actes.has('modifier') };
    return sendPage(
      reply,
      messagesPage({ frame: request.frame, suivie, isMine, ...may, done, corps, errors, refusal }),
    );
  }

  app.get<ById>('/demandes/:id/messages', async (request, reply) => {
    const done = doneSentences[textOf(request.query, 'fait')];
    return showMessages(request, reply, done === undefined ? {} : { done });
  });

  app.post<ById>('/demandes/:id/messages', async (request, reply) => {
    const followed = await follow.find(request);
    if (followed === null || !followed.isMine) return sendNotFound(reply);
    const { body, errors: leaks } = withoutTypedTokens(request.body);
    const form = new FormReading(body);
    const corps = form.text('corps', { max: MESSAGE_MAX, missing: 'Écrivez votre message avant de l’envoyer.' });
    form.blame(leaks);
    if (form.isRefused) return showMessages(request, reply.code(422), { errors: form.errors, typed: corps });
    try {
      await bureau.ecrire(request.params.id, followed.compte, { corps, champ: null });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return showMessages(request, reply.code(422), { refusal: error.message, typed: corps });
    }
    return reply.redirect(`${pageOf(request.params.id, 'messages')}?fait=message`, 303);
  });

  async function showTransfer(request: FastifyRequest<ById>, reply: FastifyReply, { errors = {}, typed = '' }: Shown) {
    const followed = await follow.find(request);
    if (followed === null || !followed.mayTransfer) return sendNotFound(reply);
    return sendPage(
      reply,
      transferPage({ frame: request.frame, suivie: followed.suivie, isMine: followed.isMine, email: typed, errors }),
    );
  }

  app.get<ById>('/demandes/:id/transferer', async (request, reply) => showTransfer(request, reply, {}));

  app.post<ById>('/demandes/:id/transferer', async (request, reply) => {
    const followed = await follow.find(request);
    if (followed === null || !followed.mayTransfer) return sendNotFound(reply);
    const form = new FormReading(request.body);
    const email = form.text('email', { max: EMAIL_MAX, missing: 'Donnez l’adresse e-mail du nouveau demandeur.' });
    const colleague = form.isRefused ? null : await suivi.collegue(followed.suivie.demande, email);
    if (colleague === null) {
      form.refuse(
        'email',
        'Aucun demandeur de cette organisation, à l’adresse et au rattachement vérifiés, n’a cette adresse.',
      );
      return showTransfer(request, reply.code(422), { errors: form.errors, typed: email });
    }
    const { id } = request.params;
    const seen = { id, version: versionOf(request.body) };
    return follow.act(request, reply, {
      does: () => bureau.agir(seen, followed.compte, 'transferer', { destinataire: colleague.id }),
      next: () => (followed.isMine ? `${LIST}?fait=transferee` : `/instruction/demandes/${id}?fait=transferer`),
    });
  });

  async function showRenewal(request: FastifyRequest<ById>, reply: FastifyReply, shown: Shown) {
    const followed = await follow.find(request);
    if (followed === null || !followed.renewable) return sendNotFound(reply);
    const { demande, copie } = followed.suivie;
    if (copie !== null) return reply.redirect(pageOf(copie.id), 303);
    const { errors = {}, typed: intitule = demande.intitule, confirmed = '' } = shown;
    return sendPage(reply, renewPage({ frame: request.frame, demande, intitule, confirmed, errors }));
  }

  app.get<ById>('/demandes/:id/renouveler', async (request, reply) => showRenewal(request, reply, {}));

  app.post<ById>('/demandes/:id/renouveler', async (request, reply) => {
    const followed = await follow.find(request);
    if (followed === null || !followed.isMine) return sendNotFound(reply);
    const form = new FormReading(request.body);
    const intitule = form.text('intitule', { max: INTITULE_MAX, missing: 'Donnez un intitulé à la nouvelle demande.' });
    const { demande } = followed.suivie;
    // Of a request refused, what is to be mended is said elsewhere.
    const confirmed =
      demande.etat === 'refusee'
        ? 'oui'
        : form.choice('contacts', ['oui', 'non'], 'Dites si les contacts sont exacts.');
    if (form.isRefused) {
      const answered = textOf(request.body, 'contacts');
      return showRenewal(request, reply.code(422), { errors: form.errors, typed: intitule, confirmed: answered });
    }
    let copy = '';
    return follow.act(request, reply, {
      does: async () => {
        copy = await bureau.creer(followed.compte, { casUsage: demande.cas_usage, intitule, copieDe: demande });
      },
      next: () => (confirmed === 'oui' ? `${pageOf(copy)}?fait=renouvelee` : pageOf(copy, 'contacts')),
    });
  });
}
