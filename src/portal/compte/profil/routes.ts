import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProfileDesk } from '../../../accounts/profile.ts';
import { canonicalEmail } from '../../../core/email.ts';
import type { PortalAccess } from '../../shared/access.ts';
import { rawTextOf, textOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { sendPage } from '../../shared/page.ts';
import { readPerson } from '../../shared/person-form.tsx';
import { hideAddresses, type Keyed, keyed } from '../../shared/secret-address.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { throttledSentence } from '../../shared/throttling.ts';
import { confirmEmailPage, deadEmailPage, emailChangedPage } from './email-pages.tsx';
import { type Done, doneSentences, profilePage } from './profile-page.tsx';

const PROFILE = '/compte/profil';
const HOUR_S = 3600;

interface ProfileOptions extends PortalAccess {
  readonly profile: ProfileDesk;
}

/** What one says of oneself, and where one is written to. */
export async function profileRoutes(app: FastifyInstance, options: ProfileOptions): Promise<void> {
  await app.register(ownProfileRoutes, options);
  await app.register(newEmailRoutes, options);
}

async function ownProfileRoutes(app: FastifyInstance, options: ProfileOptions): Promise<void> {
  const { accounts, profile, browserOf } = options;
  app.addHook('preHandler', requireRole());

  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    more: Partial<Parameters<typeof profilePage>[0]>,
  ): Promise<FastifyReply> => {
    const { compte } = openSessionOf(request);
    const shown = { frame: request.frame, compte, person: compte, hasPassword: await profile.hasPassword(compte) };
    return sendPage(reply, profilePage({ ...shown, ...more }));
  };

  app.get(PROFILE, async (request, reply) => send(request, reply, { done: doneOf(textOf(request.query, 'fait')) }));

  app.post(PROFILE, async (request, reply) => {
    const reading = new FormReading(request.body);
    const person = readPerson(reading);
    if (reading.isRefused) return send(request, reply.code(422), { person, errors: reading.errors });
    await profile.change(openSessionOf(request).compte, person);
    return reply.redirect(`${PROFILE}?fait=profil`, 303);
  });

  app.post(`${PROFILE}/adresse`, async (request, reply) => {
    const who = openSessionOf(request);
    const newEmail = textOf(request.body, 'email');
    const email = canonicalEmail(newEmail);
    const fault = emailFault(email, who.compte.email);
    if (email === null || fault !== null)
      return send(request, reply.code(422), { newEmail, errors: { email: fault ?? '' } });
    if (await profile.hasPassword(who.compte)) {
      const password = rawTextOf(request.body, 'mot_de_passe');
      const confirmed = await accounts.confirm(who, password, browserOf(request));
      if (confirmed.outcome === 'refused') {
        const errors = { mot_de_passe: 'Ce mot de passe n’est pas le vôtre.' };
        return send(request, reply.code(422), { newEmail, errors });
      }
      if (confirmed.outcome === 'throttled') {
        const { minutes } = confirmed;
        reply.code(429).header('Retry-After', minutes * 60);
        return send(request, reply, { newEmail, refusal: throttledSentence(minutes) });
      }
    }
    const outcome = await profile.askEmail(who.compte, email, browserOf(request).address);
    if (outcome === 'sent') return reply.redirect(`${PROFILE}?fait=adresse`, 303);
    reply.code(429).header('Retry-After', HOUR_S);
    const refusal = 'Trop de demandes viennent d’être faites depuis votre réseau : réessayez dans une heure';
    return send(request, reply, { newEmail, refusal });
  });
}

async function newEmailRoutes(app: FastifyInstance, { profile }: ProfileOptions): Promise<void> {
  hideAddresses(app);

  app.get<Keyed>('/adresse/:cle', keyed, async ({ params: { cle }, frame }, reply) => {
    const pending = await profile.pendingEmail(cle);
    if (pending === null) return sendPage(reply.code(404), deadEmailPage(frame, 'over'));
    return sendPage(reply, confirmEmailPage({ frame, from: pending.compte.email, to: pending.email, key: cle }));
  });

  app.post<Keyed>('/adresse/:cle', keyed, async ({ params: { cle }, frame }, reply) => {
    const outcome = await profile.confirmEmail(cle);
    if (outcome === 'changed') return sendPage(reply, emailChangedPage(frame));
    return sendPage(reply.code(outcome === null ? 404 : 409), deadEmailPage(frame, outcome ?? 'over'));
  });
}

function emailFault(email: string | null, mine: string): string | null {
  if (email === null) return 'Saisissez une adresse complète, comme prenom.nom@ministere.example.';
  return email === mine ? 'C’est déjà l’adresse de votre compte : saisissez-en une autre.' : null;
}

function doneOf(text: string): Done | null {
  return isDone(text) ? text : null;
}

function isDone(text: string): text is Done {
  return Object.hasOwn(doneSentences, text);
}
