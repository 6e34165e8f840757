import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../../core/endpoint.ts';
import { Outdated, Refused } from '../../../core/refused.ts';
import type { IncidentReader } from '../../../watch/incident-reader.ts';
import { cancel, type Decision, endNow, modify } from '../../../watch/maintenances/changes.ts';
import type { MaintenanceDesk } from '../../../watch/maintenances/desk.ts';
import { phaseOf } from '../../../watch/maintenances/phase.ts';
import { textOf } from '../../shared/form-body.ts';
import { versionOf } from '../../shared/form-reading.ts';
import { sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { cancelPage, endPage } from './confirm-pages.tsx';
import { maintenanceFormPage } from './form-page.tsx';
import { maintenanceListPage } from './list-page.tsx';
import { emptyMaintenance, keptMaintenance, readMaintenance, sentMaintenance } from './maintenance-form.ts';

interface MaintenanceAdministrationOptions {
  readonly endpoints: readonly Endpoint[];
  readonly reader: IncidentReader;
  readonly maintenanceDesk: MaintenanceDesk;
}

type ById = { Params: { id: string } };

const ROOT = '/administration/maintenances';

const doneSentences: Readonly<Record<string, string>> = {
  annoncee: 'La maintenance est annoncée',
  modifiee: 'La maintenance est modifiée',
  annulee: 'La maintenance est annulée',
  terminee: 'La maintenance est terminée',
};

/** Where maintenances are announced, moved, ended and cancelled. */
export async function maintenanceAdministration(
  app: FastifyInstance,
  { endpoints, reader, maintenanceDesk }: MaintenanceAdministrationOptions,
): Promise<void> {
  app.addHook('preHandler', requireRole('administrateur'));

  async function showList(request: FastifyRequest, reply: FastifyReply, refusal: string | null): Promise<FastifyReply> {
    const { frame, query } = request;
    const maintenances = await reader.deskMaintenances(pageAsked(textOf(query, 'page'), Number.MAX_SAFE_INTEGER));
    const done = refusal === null ? (doneSentences[textOf(query, 'fait')] ?? null) : null;
    return sendPage(reply, maintenanceListPage({ frame, maintenances, endpoints, now: reader.now(), done, refusal }));
  }

  /** Null once it is done; the refusal otherwise. */
  async function change(request: FastifyRequest<ById>, decide: Decision): Promise<Refused | null> {
    const seen = { id: request.params.id, version: versionOf(request.body) };
    try {
      await maintenanceDesk.change(seen, decide, openSessionOf(request).compte.email);
      return null;
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }

  const statusOf = (refusal: Refused) => (refusal instanceof Outdated ? 409 : 422);

  app.get(ROOT, async (request, reply) => showList(request, reply, null));
  app.get(`${ROOT}/nouvelle`, async ({ frame }, reply) =>
    sendPage(
      reply,
      maintenanceFormPage({ frame, endpoints, values: emptyMaintenance, errors: {}, refusal: null, known: null }),
    ),
  );
  app.post(ROOT, async (request, reply) => {
    const { form, input } = readMaintenance(request.body, { endpoints, now: reader.now() });
    if (input === null) {
      const values = sentMaintenance(request.body, endpoints);
      const { errors } = form;
      const { frame } = request;
      return sendPage(
        reply.code(422),
        maintenanceFormPage({ frame, endpoints, values, errors, refusal: null, known: null }),
      );
    }
    await maintenanceDesk.announce(input, openSessionOf(request).compte.email);
    return reply.redirect(`${ROOT}?fait=annoncee`, 303);
  });

  app.get<ById>(`${ROOT}/:id/modifier`, async ({ frame, params }, reply) => {
    const known = await reader.maintenance(params.id);
    if (known === null || !['a_venir', 'en_cours'].includes(phaseOf(known, reader.now()))) return reply.callNotFound();
    const values = keptMaintenance(known);
    return sendPage(reply, maintenanceFormPage({ frame, endpoints, values, errors: {}, refusal: null, known }));
  });
  app.post<ById>(`${ROOT}/:id/modifier`, async (request, reply) => {
    const known = await reader.maintenance(request.params.id);
    if (known === null) return reply.callNotFound();
    const { form, input } = readMaintenance(request.body, {
      endpoints,
      now: reader.now(),
      beginning: known.debut,
    });
    const refused = input === null ? null : await change(request, modify(input));
    if (input !== null && refused === null) return reply.redirect(`${ROOT}?fait=modifiee`, 303);
    const shown = {
      values: sentMaintenance(request.body, endpoints),
      errors: form.errors,
      refusal: refused?.message ?? null,
      known: (await reader.maintenance(request.params.id)) ?? known,
    };
    reply.code(refused === null ? 422 : statusOf(refused));
    return sendPage(reply, maintenanceFormPage({ frame: request.frame, endpoints, ...shown }));
  });

  for (const [verb, page, phase, decide, done] of [
    ['annuler', cancelPage, 'a_venir', cancel, 'annulee'],
    ['terminer', endPage, 'en_cours', endNow, 'terminee'],
  ] as const) {
    app.get<ById>(`${ROOT}/:id/${verb}`, async ({ frame, params }, reply) => {
      const maintenance = await reader.maintenance(params.id);
      if (maintenance === null || phaseOf(maintenance, reader.now()) !== phase) return reply.callNotFound();
      return sendPage(reply, page({ frame, maintenance }));
    });
    app.post<ById>(`${ROOT}/:id/${verb}`, async (request, reply) => {
      if ((await reader.maintenance(request.params.id)) === null) return reply.callNotFound();
      const refused = await change(request, decide());
      if (refused === null) return reply.redirect(`${ROOT}?fait=${done}`, 303);
      return showList(request, reply.code(statusOf(refused)), refused.message);
    });
  }
}
