import type { FastifyInstance, FastifyReply } from 'fastify';
import type { CalendrierDesFins } from '../../jetons/echeances/calendrier.ts';
import type { PortalAccess } from '../shared/access.ts';
import { textOf } from '../shared/form-body.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { hideAddresses, type Keyed, keyed } from '../shared/secret-address.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { endsCalendar } from './calendar.ts';
import { CALENDRIER, calendarPage, confirmations, isConfirmation, newAddressPage } from './calendar-pages.tsx';

interface CalendarOptions extends Pick<PortalAccess, 'publicUrl'> {
  readonly calendrier: CalendrierDesFins;
}

/** The calendar of the ends of one's tokens: its address, which one makes and closes, and what agendas read there. */
export async function calendarRoutes(app: FastifyInstance, options: CalendarOptions): Promise<void> {
  await app.register((own) => ownCalendar(own, options));
  await app.register((open) => readCalendar(open, options));
}

async function ownCalendar(app: FastifyInstance, { calendrier, publicUrl }: CalendarOptions): Promise<void> {
  app.addHook('preHandler', requireRole());

  app.get(CALENDRIER, async (request, reply) => {
    const depuis = await calendrier.depuis(openSessionOf(request).compte.id);
    const isClosed = textOf(request.query, 'fait') === 'ferme';
    return sendPage(reply, calendarPage({ frame: request.frame, depuis, isClosed }));
  });

  // The address is told in the answer itself, once: nothing keeps it, and no other address carries it.
  app.post(CALENDRIER, async (request, reply) => {
    const key = await calendrier.ouvrir(openSessionOf(request).compte.id);
    const address = `${publicUrl}/calendrier/${key}/fin-de-mes-jetons.ics`;
    return sendPage(reply, newAddressPage({ frame: request.frame, address }));
  });

  app.get<{ Params: { acte: string } }>(`${CALENDRIER}/:acte`, async (request, reply) => {
    const { acte } = request.params;
    const depuis = await calendrier.depuis(openSessionOf(request).compte.id);
    if (depuis === null || !isConfirmation(acte)) return sendNotFound(reply);
    return sendPage(reply, confirmations[acte](request.frame));
  });

  app.post(`${CALENDRIER}/fermer`, async (request, reply) => {
    await calendrier.fermer(openSessionOf(request).compte.id);
    return reply.redirect(`${CALENDRIER}?fait=ferme`, 303);
  });
}

async function readCalendar(app: FastifyInstance, { calendrier, publicUrl }: CalendarOptions): Promise<void> {
  hideAddresses(app);

  app.get<Keyed>('/calendrier/:cle/fin-de-mes-jetons.ics', keyed, async (request, reply): Promise<FastifyReply> => {
    const jetons = await calendrier.lire(request.params.cle);
    if (jetons === null) return sendNotFound(reply);
    const body = endsCalendar({ jetons, publicUrl, service: request.frame.brand.service });
    return reply.type('text/calendar; charset=utf-8').send(body);
  });
}
