import type { FastifyInstance } from 'fastify';
import { Refused } from '../../../core/refused.ts';
import { APPELS_MAX } from '../../../jetons/justifications/preparation.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { sendPage } from '../../shared/page.ts';
import { fullNameOf, openSessionOf } from '../../shared/session.ts';
import { withoutTypedTokens } from '../../shared/typed-tokens.ts';
import { type AskValues, askPage, confirmAskPage } from './ask-pages.tsx';
import { LIST } from './list-page.tsx';
import type { JustificationAdministrationOptions } from './options.ts';

const MAX_APPELS = 30_000;
const MAX_MOTIF = 4000;
const MAX_LINE = 300;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** A new demand: written, read again, then sent. */
export function askRoutes(
  app: FastifyInstance,
  { bureau, endpoints }: Pick<JustificationAdministrationOptions, 'bureau' | 'endpoints'>,
): void {
  const path = `${LIST}/nouvelle`;

  app.get(path, async ({ frame, query }, reply) => {
    const values = { jti: textOf(query, 'jti').slice(0, MAX_LINE), appels: '', motif: '', volume: '' };
    return sendPage(reply, askPage({ frame, values, errors: {}, refusal: null }));
  });

  app.post(path, async (request, reply) => {
    const { frame } = request;
    const { compte } = openSessionOf(request);
    const { body, errors: leaks } = withoutTypedTokens(request.body);
    const { form, values, appels } = readAsking(body);
    form.blame(leaks);
    if (form.isRefused)
      return sendPage(reply.code(422), askPage({ frame, values, errors: form.errors, refusal: null }));
    const saisie = { ...values, appels };
    try {
      if (textOf(body, 'confirme') !== 'oui') {
        const prepared = await bureau.preparer(saisie);
        return sendPage(reply, confirmAskPage({ frame, values, prepared, endpoints }));
      }
      const numero = await bureau.demander(saisie, { compte, nom: fullNameOf(compte) });
      return reply.redirect(`${LIST}/${numero}?fait=demandee`, 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return sendPage(reply.code(422), askPage({ frame, values, errors: {}, refusal: error.message }));
    }
  });
}

function readAsking(body: unknown): { form: FormReading; values: AskValues; appels: string[] } {
  const form = new FormReading(body);
  const values = {
    jti: form.text('jti', { max: MAX_LINE }).toLowerCase(),
    appels: form.text('appels', { max: MAX_APPELS }),
    motif: form.text('motif', {
      max: MAX_MOTIF,
      missing: 'Écrivez ce que vous demandez : c’est ce que les titulaires liront.',
    }),
    volume: form.text('volume', { max: MAX_LINE }),
  };
  const named = values.appels.toLowerCase().split(/[\s,;]+/);
  const appels = [...new Set(named.filter((id) => id !== ''))];
  if (values.jti === '' && appels.length === 0) form.refuse('jti', 'Donnez le numéro d’un jeton, ou des appels.');
  if (values.jti !== '' && !UUID.test(values.jti))
    form.refuse('jti', 'Ce numéro n’a pas la forme d’un jti (36 caractères).');
  const odd = appels.find((id) => !UUID.test(id));
  if (odd !== undefined) form.refuse('appels', `« ${odd.slice(0, 60)} » n’a pas la forme d’un identifiant d’appel.`);
  if (appels.length > APPELS_MAX) form.refuse('appels', `Désignez ${APPELS_MAX} appels au plus.`);
  return { form, values, appels };
}
