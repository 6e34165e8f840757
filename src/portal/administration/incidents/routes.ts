import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { IncidentReader } from '../../../watch/incident-reader.ts';
import { addPoint, discard, edit, publish } from '../../../watch/incidents/changes.ts';
import type { IncidentDesk } from '../../../watch/incidents/desk.ts';
import { textOf, valuesOf } from '../../shared/form-body.ts';
import { sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { type ById, incidentAnswers } from './answers.ts';
import { discardPage } from './discard-page.tsx';
import { readEdit, readOpening, readPoint, readPublication } from './incident-forms.ts';
import { deskListPage } from './list-page.tsx';
import { openPage } from './open-page.tsx';
import { emptyValues, sentValues } from './values.ts';

interface IncidentAdministrationOptions {
  readonly endpoints: readonly Endpoint[];
  readonly reader: IncidentReader;
  readonly incidentDesk: IncidentDesk;
}

const ROOT = '/administration/incidents';

const doneSentences: Readonly<Record<string, string>> = {
  ouvert: 'L’incident est publié',
  brouillon: 'Le brouillon est enregistré',
  point: 'Le point est publié',
  publie: 'L’incident est publié',
  modifie: 'L’incident est modifié',
  ecarte: 'Le brouillon est écarté',
};

/** Where incidents are opened, told and resolved. */
export async function incidentAdministration(
  app: FastifyInstance,
  { endpoints, reader, incidentDesk }: IncidentAdministrationOptions,
): Promise<void> {
  app.addHook('preHandler', requireRole('administrateur'));
  const { show, act } = incidentAnswers({ endpoints, reader, incidentDesk });
  const titleOf = (name: string) => endpoints.find((endpoint) => endpoint.name === name)?.title ?? name;
  const around = () => ({ endpoints, now: reader.now() });

  const toPage = (done: string) => (id: string) => `${ROOT}/${id}?fait=${done}`;
  const doneOf = (query: unknown) => doneSentences[textOf(query, 'fait')] ?? null;

  app.get<{ Querystring: { page?: unknown } }>(ROOT, async ({ frame, query }, reply) => {
    const incidents = await reader.deskIncidents(pageAsked(query.page, Number.MAX_SAFE_INTEGER));
    return sendPage(reply, deskListPage({ frame, incidents, endpoints, done: doneOf(query) }));
  });
  app.get(`${ROOT}/nouveau`, async ({ frame, query }, reply) => {
    const asked = valuesOf(query, 'services').filter((name) => endpoints.some((endpoint) => endpoint.name === name));
    return sendPage(reply, openPage({ frame, endpoints, values: { ...emptyValues, endpoints: asked }, errors: {} }));
  });
  app.post(ROOT, async (request, reply) => {
    const { form, input } = readOpening(request.body, around());
    if (form.isRefused) {
      const values = sentValues(request.body, endpoints);
      return sendPage(reply.code(422), openPage({ frame: request.frame, endpoints, values, errors: form.errors }));
    }
    const id = await incidentDesk.open(input, openSessionOf(request).compte.email);
    return reply.redirect(toPage(input.brouillon ? 'brouillon' : 'ouvert')(id), 303);
  });

  app.get<ById>(`${ROOT}/:id`, async (request, reply) => show(request, reply, { done: doneOf(request.query) }));
  app.post<ById>(`${ROOT}/:id/points`, async (request, reply) => {
    const { form, input } = readPoint(request.body, around());
    return act(request, reply, { decide: addPoint(input), errors: form.errors, next: toPage('point') });
  });
  app.post<ById>(`${ROOT}/:id/publier`, async (request, reply) => {
    const { form, input } = readPublication(request.body);
    return act(request, reply, { decide: publish(input), errors: form.errors, next: toPage('publie') });
  });
  app.get<ById>(`${ROOT}/:id/modifier`, async (request, reply) => show(request, reply, { edits: true }));
  app.post<ById>(`${ROOT}/:id/modifier`, async (request, reply) => {
    const { form, input } = readEdit(request.body, around());
    return act(request, reply, {
      decide: edit(input, titleOf),
      errors: form.errors,
      next: toPage('modifie'),
      edits: true,
    });
  });
  app.get<ById>(`${ROOT}/:id/ecarter`, async (request, reply) => {
    const incident = await reader.incident(request.params.id);
    if (incident === null || !incident.brouillon || incident.ecarte_le !== null) return reply.callNotFound();
    return sendPage(reply, discardPage({ frame: request.frame, incident }));
  });
  app.post<ById>(`${ROOT}/:id/ecarter`, async (request, reply) =>
    act(request, reply, { decide: discard(), errors: {}, next: () => `${ROOT}?fait=ecarte` }),
  );
}
