import type { FastifyInstance, FastifyRequest } from 'fastify';
import { canonicalEmail } from '../../../core/email.ts';
import type { Destinataire, Transmission } from '../../../jetons/transmission/transmission.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { type ByJti, JETONS, pageOf } from '../addresses.ts';
import { endedPage, otherDomainPage, revokePage, tooManyLinksPage } from './asking-pages.tsx';
import { handOverPage } from './hand-over-page.tsx';
import { doneSentences, linksPage } from './links-page.tsx';

type ByLien = { Params: { jti: string; lien: string } };

const EMAIL_MAX = 254;
const NOM_MAX = 100;
/** It goes into a mail that leaves in our name: a name, and nothing that a mail program would make a link of. */
const NOM = /^(?:[\p{L}\p{M}\p{N} '’&,()-]|\.(?= |$))*$/u;
const PAGES_MAX = 1_000_000;

/** Where a requester hands his token over, and follows what he sent. */
export async function transmissionRoutes(
  app: FastifyInstance,
  { transmission }: { readonly transmission: Transmission },
): Promise<void> {
  app.addHook('preHandler', requireRole());

  const mine = (request: FastifyRequest<ByJti>) =>
    transmission.jeton(openSessionOf(request).compte.id, request.params.jti);

  app.get<ByJti>(`${JETONS}/:jti/transmettre`, async (request, reply) => {
    const found = await mine(request);
    if (found === null) return sendNotFound(reply);
    const { frame } = request;
    const { jeton, ouvre } = found;
    if (!ouvre) return sendPage(reply.code(410), endedPage({ frame, jeton }));
    return sendPage(reply, handOverPage({ frame, jeton, typed: { email: '', nom: '' }, errors: {} }));
  });

  app.post<ByJti>(`${JETONS}/:jti/transmettre`, async (request, reply) => {
    const found = await mine(request);
    if (found === null) return sendNotFound(reply);
    const { compte } = openSessionOf(request);
    const { frame, body } = request;
    const { jeton } = found;
    const { form, typed } = readRecipient(body);
    if (form.isRefused) return sendPage(reply.code(422), handOverPage({ frame, jeton, typed, errors: form.errors }));
    const own = domainOf(compte.email);
    if (domainOf(typed.email) !== own && textOf(body, 'confirme') !== 'oui')
      return sendPage(reply, otherDomainPage({ frame, jeton, to: typed, own }));
    const sent = await transmission.envoyer(jeton, compte, typed);
    if (sent.issue === 'envoye') return reply.redirect(`${pageOf(jeton.jti, 'liens')}?fait=envoye`, 303);
    if (sent.issue === 'fini') return sendPage(reply.code(410), endedPage({ frame, jeton }));
    const seconds = Math.max(1, Math.ceil((sent.reprise.getTime() - transmission.now()) / 1000));
    reply.code(429).header('Retry-After', seconds);
    return sendPage(reply, tooManyLinksPage({ frame, jeton, ...sent }));
  });

  app.get<ByJti>(`${JETONS}/:jti/liens`, async (request, reply) => {
    const found = await mine(request);
    if (found === null) return sendNotFound(reply);
    const { jeton, ouvre } = found;
    const listed = await transmission.liens(jeton.jti, pageAsked(textOf(request.query, 'page'), PAGES_MAX));
    const done = doneSentences[textOf(request.query, 'fait')] ?? null;
    return sendPage(reply, linksPage({ frame: request.frame, jeton, ouvre, done, ...listed }));
  });

  app.get<ByLien>(`${JETONS}/:jti/liens/:lien/revoquer`, async (request, reply) => {
    const found = await mine(request);
    const lien = found === null ? null : await transmission.lien(found.jeton.jti, request.params.lien);
    if (found === null || lien === null) return sendNotFound(reply);
    return sendPage(reply, revokePage({ frame: request.frame, jeton: found.jeton, lien }));
  });

  app.post<ByLien>(`${JETONS}/:jti/liens/:lien/revoquer`, async (request, reply) => {
    const found = await mine(request);
    if (found === null) return sendNotFound(reply);
    const { jti } = found.jeton;
    if (!(await transmission.revoquer(jti, request.params.lien))) return sendNotFound(reply);
    return reply.redirect(`${pageOf(jti, 'liens')}?fait=revoque`, 303);
  });
}

function readRecipient(body: unknown): { readonly form: FormReading; readonly typed: Destinataire } {
  const form = new FormReading(body);
  const text = form.text('email', { max: EMAIL_MAX, missing: 'Donnez l’adresse e-mail du destinataire.' });
  const nom = form.text('nom', { max: NOM_MAX }).replace(/[\s\p{Cc}]+/gu, ' ');
  const email = canonicalEmail(text);
  if (email === null)
    form.refuse('email', 'Cette adresse n’en a pas la forme : donnez-la complète, comme prenom.nom@mairie.example.');
  if (!NOM.test(nom)) form.refuse('nom', 'Ce nom a des signes qu’un nom n’a pas : gardez-en les lettres.');
  return { form, typed: { email: email ?? text, nom } };
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
