import type { FastifyRequest } from 'fastify';
import { JETON_CHOICE, TYPED_JETON } from '../shared/console/call-fields.ts';
import { ownChoice, TRIAL, TYPED } from '../shared/console/call-form.tsx';
import type { ConsoleGround, JetonOffer } from '../shared/console/offer.ts';
import { textOf } from '../shared/form-body.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import type { ConsoleDoor } from './door.ts';

/** The token to call with, or what to mend so that there is one. */
export type JetonChoice =
  | { readonly token: string; readonly chosen: string }
  | { readonly token: null; readonly chosen: string; readonly errors: FieldErrors };

interface ChoiceOptions {
  readonly ground: ConsoleGround;
  readonly door: ConsoleDoor;
  readonly offer: JetonOffer;
}

/** Reads the choice of a token: one that is typed is the one meant, whatever else is ticked. */
export async function readJetonChoice(
  { body, compte }: FastifyRequest,
  { ground, door, offer }: ChoiceOptions,
): Promise<JetonChoice> {
  const typed = textOf(body, TYPED_JETON).replace(/^Bearer\s+/i, '');
  if (typed !== '') return readTyped(typed);
  const chosen = textOf(body, JETON_CHOICE);
  if (chosen === TRIAL && offer.trial) return { token: door.trialJeton(), chosen };
  const own = offer.own.find(({ jti }) => ownChoice(jti) === chosen);
  if (own !== undefined && compte !== null) {
    const token = await ground.ownJetons.valueOf(compte.id, own.jti);
    if (token !== null) return { token, chosen };
    return refused(
      chosen,
      JETON_CHOICE,
      'Ce jeton ne peut plus être employé. Choisissez-en un autre, ou saisissez-le.',
    );
  }
  return refused(TYPED, TYPED_JETON, 'Donnez un jeton : sans lui, l’API répond 401.');
}

/** What cannot be in a header cannot be a token either. */
function readTyped(token: string): JetonChoice {
  if (/^[\x21-\x7e]+$/.test(token)) return { token, chosen: TYPED };
  const sentence =
    'Ce jeton contient une espace, une coupure de ligne ou un caractère de trop. Recopiez-le entier, sans rien autour.';
  return refused(TYPED, TYPED_JETON, sentence);
}

const refused = (chosen: string, field: string, sentence: string): JetonChoice => ({
  token: null,
  chosen,
  errors: { [field]: sentence },
});
