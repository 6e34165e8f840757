import type { FastifyInstance } from 'fastify';
import type { SignUpDesk } from '../../accounts/sign-up.ts';
import { canonicalEmail } from '../../core/email.ts';
import { passwordFault } from '../../core/password-rule.ts';
import type { PortalAccess } from '../shared/access.ts';
import { rawTextOf, textOf } from '../shared/form-body.ts';
import { FormReading } from '../shared/form-reading.ts';
import { sendPage } from '../shared/page.ts';
import { readPerson } from '../shared/person-form.tsx';
import { hideAddresses, type Keyed, keyed } from '../shared/secret-address.ts';
import { verifyEmailPage } from '../shared/verify-email-page.tsx';
import { signUpPage } from './sign-up-page.tsx';
import { deadVerificationPage, verificationPage } from './verification-page.tsx';

const HOUR_S = 3600;
const LINK = '/inscription/lien';
const EMAIL_WANTED = 'Saisissez une adresse complète, comme prenom.nom@ministere.example.';
const visitor = { config: { form: 'visiteur' } } as const;

interface SignUpOptions extends Pick<PortalAccess, 'browserOf'> {
  readonly signUp: SignUpDesk;
}

/** Where one opens one's own account. */
export async function signUpRoutes(app: FastifyInstance, options: SignUpOptions): Promise<void> {
  const { signUp, browserOf } = options;
  const blank = { email: '', person: { prenom: '', nom: '', fonction: '', telephone: '' } };

  app.get('/inscription', async ({ frame, compte }, reply) => {
    if (compte !== null) return reply.redirect('/compte', 303);
    return sendPage(reply, signUpPage({ frame, typed: blank }));
  });

  app.post('/inscription', visitor, async (request, reply) => {
    const { frame, body } = request;
    const reading = new FormReading(body);
    const typed = { email: textOf(body, 'email'), person: { ...blank.person } };
    const email = canonicalEmail(typed.email);
    if (email === null) reading.refuse('email', EMAIL_WANTED);
    typed.person = readPerson(reading);
    const password = readPassword(reading, body, email ?? '');
    if (email === null || reading.isRefused)
      return sendPage(reply.code(422), signUpPage({ frame, typed, errors: reading.errors }));
    const outcome = await signUp.ask({ email, password, ...typed.person }, browserOf(request).address);
    if (outcome === 'sent') return reply.redirect(`${LINK}?envoye=oui`, 303);
    reply.code(429).header('Retry-After', HOUR_S);
    return sendPage(reply, signUpPage({ frame, typed, tooOften: true }));
  });

  app.get(LINK, async ({ frame, query }, reply) => {
    const state = textOf(query, 'envoye') === 'oui' ? 'sent' : 'asked';
    return sendPage(reply, verifyEmailPage({ frame, email: '', state }));
  });

  app.post(LINK, visitor, async (request, reply) => {
    const { frame, body } = request;
    const typed = textOf(body, 'email');
    const email = canonicalEmail(typed);
    if (email === null) {
      const errors = { email: EMAIL_WANTED };
      return sendPage(reply.code(422), verifyEmailPage({ frame, email: typed, state: 'asked', errors }));
    }
    const outcome = await signUp.resend(email, browserOf(request).address);
    if (outcome === 'sent') return reply.redirect(`${LINK}?envoye=oui`, 303);
    reply.code(429).header('Retry-After', HOUR_S);
    return sendPage(reply, verifyEmailPage({ frame, email: typed, state: 'too_often' }));
  });

  await app.register(verificationRoutes, { signUp });
}

async function verificationRoutes(app: FastifyInstance, { signUp }: { signUp: SignUpDesk }): Promise<void> {
  hideAddresses(app);

  app.get<Keyed>('/inscription/verification/:cle', keyed, async ({ params, frame }, reply) => {
    const compte = await signUp.pending(params.cle);
    if (compte === null) return sendPage(reply.code(404), deadVerificationPage(frame));
    return sendPage(reply, verificationPage(frame, compte, params.cle));
  });

  app.post<Keyed>('/inscription/verification/:cle', keyed, async ({ params, frame }, reply) => {
    const compte = await signUp.verify(params.cle);
    if (compte === null) return sendPage(reply.code(404), deadVerificationPage(frame));
    return reply.redirect('/connexion?session=verifiee', 303);
  });
}

function readPassword(reading: FormReading, body: unknown, email: string): string {
  const password = rawTextOf(body, 'mot_de_passe');
  const fault = password === '' ? 'Choisissez un mot de passe.' : passwordFault(password, email);
  if (fault !== null) reading.refuse('mot_de_passe', fault);
  if (rawTextOf(body, 'confirmation') !== password) reading.refuse('confirmation', 'Les deux mots de passe diffèrent.');
  return password;
}
