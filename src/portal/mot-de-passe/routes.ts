import type { FastifyInstance } from 'fastify';
import type { PasswordResetDesk } from '../../accounts/password-reset.ts';
import { canonicalEmail } from '../../core/email.ts';
import { passwordFault } from '../../core/password-rule.ts';
import type { PortalAccess } from '../shared/access.ts';
import { rawTextOf, textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { hideAddresses, type Keyed, keyed } from '../shared/secret-address.ts';
import { choosePage, deadResetPage } from './choose-page.tsx';
import { forgottenPage } from './forgotten-page.tsx';

const HOUR_S = 3600;
const FORGOTTEN = '/mot-de-passe/oublie';

interface PasswordOptions extends Pick<PortalAccess, 'browserOf'> {
  readonly passwordReset: PasswordResetDesk;
}

/** The way back in for who has lost his password. */
export async function passwordRoutes(app: FastifyInstance, options: PasswordOptions): Promise<void> {
  const { passwordReset, browserOf } = options;

  app.get(FORGOTTEN, async ({ frame, query }, reply) => {
    const outcome = textOf(query, 'demande') === 'envoyee' ? 'sent' : null;
    return sendPage(reply, forgottenPage({ frame, email: '', outcome }));
  });

  app.post(FORGOTTEN, { config: { form: 'visiteur' } }, async (request, reply) => {
    const { frame, body } = request;
    const typed = textOf(body, 'email');
    const email = canonicalEmail(typed);
    if (email === null) {
      const errors = { email: 'Saisissez une adresse complète, comme prenom.nom@ministere.example.' };
      return sendPage(reply.code(422), forgottenPage({ frame, email: typed, errors }));
    }
    const outcome = await passwordReset.ask(email, browserOf(request).address);
    if (outcome === 'sent') return reply.redirect(`${FORGOTTEN}?demande=envoyee`, 303);
    reply.code(429).header('Retry-After', HOUR_S);
    return sendPage(reply, forgottenPage({ frame, email: typed, outcome }));
  });

  await app.register(chooseRoutes, { passwordReset });
}

async function chooseRoutes(app: FastifyInstance, { passwordReset }: { passwordReset: PasswordResetDesk }) {
  hideAddresses(app);

  app.get<Keyed>('/mot-de-passe/:cle', keyed, async ({ params: { cle }, frame }, reply) => {
    const compte = await passwordReset.pending(cle);
    if (compte === null) return sendPage(reply.code(404), deadResetPage(frame));
    return sendPage(reply, choosePage({ frame, compte, key: cle }));
  });

  app.post<Keyed>('/mot-de-passe/:cle', keyed, async ({ params: { cle }, body, frame }, reply) => {
    const compte = await passwordReset.pending(cle);
    if (compte === null) return sendPage(reply.code(404), deadResetPage(frame));
    const password = rawTextOf(body, 'nouveau');
    const errors = faultsOf(body, password, compte.email);
    if (Object.keys(errors).length > 0)
      return sendPage(reply.code(422), choosePage({ frame, compte, key: cle, errors }));
    const changed = await passwordReset.change(cle, password);
    if (!changed) return sendPage(reply.code(404), deadResetPage(frame));
    return reply.redirect('/connexion?session=mot-de-passe', 303);
  });
}

function faultsOf(body: unknown, password: string, email: string): Record<string, string> {
  const fault = passwordFault(password, email);
  return {
    ...(fault === null ? {} : { nouveau: fault }),
    ...(rawTextOf(body, 'confirmation') === password
      ? {}
      : { confirmation: 'Les deux nouveaux mots de passe diffèrent.' }),
  };
}
