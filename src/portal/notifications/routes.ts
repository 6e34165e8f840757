import type { FastifyInstance } from 'fastify';
import type { PreferencesInstruction } from '../../records/preferences-instruction.ts';
import { textOf, valuesOf } from '../shared/form-body.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { notificationsPage } from './notifications-page.tsx';

interface NotificationOptions {
  readonly preferences: {
    /** Null for who has nothing to choose. */
    read(compte: string): Promise<PreferencesInstruction | null>;
    keep(compte: string, preferences: PreferencesInstruction): Promise<void>;
  };
}

const PAGE = '/compte/notifications';

/** What who examines requests is written to about. */
export async function notificationRoutes(app: FastifyInstance, { preferences }: NotificationOptions): Promise<void> {
  app.addHook('preHandler', requireRole('instructeur', 'rapporteur'));

  app.get(PAGE, async (request, reply) => {
    const chosen = await preferences.read(openSessionOf(request).compte.id);
    if (chosen === null) return sendNotFound(reply);
    const isDone = textOf(request.query, 'fait') === 'oui';
    return sendPage(reply, notificationsPage({ frame: request.frame, chosen, isDone }));
  });

  app.post(PAGE, async (request, reply) => {
    const ticked = valuesOf(request.body, 'sujets');
    const chosen = { envois: ticked.includes('envois'), messages: ticked.includes('messages') };
    await preferences.keep(openSessionOf(request).compte.id, chosen);
    return reply.redirect(`${PAGE}?fait=oui`, 303);
  });
}
