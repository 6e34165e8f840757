import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseSiret, type Siret } from '../../core/identifiers/siret.ts';
import { textOf, valuesOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { emptyForm, errorsOf, readForm } from './form-values.ts';
import { type ApiCall, type Attempt, prefill } from './prefill.ts';
import { prefillPage, prefillPath } from './prefill-page.tsx';
import { requestPath } from './request-form.tsx';
import { reviewPage } from './review-page.tsx';

export interface DemonstrationOptions {
  readonly demonstration: {
    /** Null when nothing says on whose behalf to call: the form is then filled by hand. */
    readonly call: ApiCall | null;
    /** Counts a try of this visitor; false when he has made too many. */
    readonly mayAsk: (request: FastifyRequest) => boolean;
  };
  readonly logError: (error: unknown, requestId: string) => void;
}

/** A public form filled through its own back end, as an administration would build it. Nothing of what is typed is kept. */
export async function demonstrationRoutes(app: FastifyInstance, options: DemonstrationOptions): Promise<void> {
  const { demonstration, logError } = options;
  const blank = { siret: '', consents: false, values: emptyForm, attempt: { kind: 'none' }, errors: {} } as const;

  app.get(prefillPath, async ({ frame }, reply) => sendPage(reply, prefillPage({ ...blank, frame })));

  app.post(prefillPath, async (request, reply) => {
    const { frame, body } = request;
    const siret = textOf(body, 'siret').replace(/\s/g, '');
    const consents = valuesOf(body, 'accord').includes('oui');
    const parsed = parseSiret(siret);
    const errors = refusalsOf(parsed !== null, consents);
    if (parsed === null || !consents) {
      return sendPage(reply.code(422), prefillPage({ ...blank, frame, siret, consents, errors }));
    }
    const attempt = await attemptOf(request, parsed);
    const values = attempt.kind === 'proposed' ? { ...emptyForm, ...attempt.values } : emptyForm;
    const shown = attempt.kind === 'replaced' ? attempt.siret : siret;
    return sendPage(reply, prefillPage({ frame, siret: shown, consents, values, attempt, errors }));
  });

  app.post(requestPath, async ({ frame, body }, reply) => {
    const values = readForm(body);
    if (textOf(body, 'etape') === 'modifier') return sendPage(reply, prefillPage({ ...blank, frame, values }));
    const errors = errorsOf(values);
    if (Object.keys(errors).length === 0) return sendPage(reply, reviewPage({ frame, values }));
    return sendPage(reply.code(422), prefillPage({ ...blank, frame, values, errors }));
  });

  async function attemptOf(request: FastifyRequest, siret: Siret): Promise<Attempt> {
    if (demonstration.call === null) return { kind: 'unavailable' };
    if (!demonstration.mayAsk(request)) return { kind: 'too-many' };
    return prefill(demonstration.call, siret, (error) => logError(error, request.id));
  }
}

function refusalsOf(isSiret: boolean, consents: boolean): FieldErrors {
  return {
    ...(isSiret
      ? {}
      : {
          siret: 'Un SIRET a 14 chiffres, dont une clé de contrôle. Vérifiez-les, ou remplissez la demande à la main.',
        }),
    ...(consents
      ? {}
      : { accord: 'Sans votre accord, rien n’est demandé. Cochez la case, ou remplissez la demande à la main.' }),
  };
}
