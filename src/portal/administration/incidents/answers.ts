import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { IncidentReader } from '../../../watch/incident-reader.ts';
import type { Decision } from '../../../watch/incidents/changes.ts';
import type { IncidentDesk } from '../../../watch/incidents/desk.ts';
import { Outdated, Refused } from '../../../watch/refused.ts';
import { versionOf } from '../../shared/form-reading.ts';
import { sendPage } from '../../shared/page.ts';
import { openSessionOf } from '../../shared/session.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { deskPage } from './desk-page.tsx';
import { editPage } from './open-page.tsx';
import { keptValues, sentValues } from './values.ts';

export type ById = { Params: { id: string } };

interface AnswersOptions {
  readonly endpoints: readonly Endpoint[];
  readonly reader: IncidentReader;
  readonly incidentDesk: IncidentDesk;
}

interface Shown {
  /** The page of its edition, rather than its own. */
  readonly edits?: boolean;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
  readonly done?: string | null;
}

interface Asked {
  readonly decide: Decision;
  readonly errors: FieldErrors;
  readonly edits?: boolean;
  /** Where one is led once it is done. */
  readonly next: (id: string) => string;
}

/** What the pages of one incident answer. */
export function incidentAnswers({ endpoints, reader, incidentDesk }: AnswersOptions) {
  /** The page of an incident, or of its edition; fields hold what was sent when something is wrong with it. */
  async function show(request: FastifyRequest<ById>, reply: FastifyReply, shown: Shown = {}): Promise<FastifyReply> {
    const { errors = {}, refusal = null, done = null, edits = false } = shown;
    const incident = await reader.incident(request.params.id);
    if (incident === null || incident.ecarte_le !== null) {
      reply.callNotFound();
      return reply;
    }
    const isRefused = refusal !== null || Object.keys(errors).length > 0;
    const values = isRefused ? sentValues(request.body, endpoints) : keptValues(incident);
    const common = { frame: request.frame, endpoints, values, errors, refusal };
    const { id, version, titre: title } = incident;
    return sendPage(
      reply,
      edits ? editPage({ ...common, id, version, title }) : deskPage({ ...common, done, incident }),
    );
  }

  /** Does what a form asks, or shows it again with what is wrong. */
  async function act(request: FastifyRequest<ById>, reply: FastifyReply, asked: Asked): Promise<FastifyReply> {
    const { decide, errors, edits = false, next } = asked;
    if (Object.keys(errors).length > 0) return show(request, reply.code(422), { edits, errors });
    const { id } = request.params;
    try {
      await incidentDesk.change({ id, version: versionOf(request.body) }, decide, openSessionOf(request).compte.email);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return show(request, reply.code(error instanceof Outdated ? 409 : 422), { edits, refusal: error.message });
    }
    return reply.redirect(next(id), 303);
  }

  return { show, act };
}
