import type { FastifyRequest } from 'fastify';
import { type DoorAnswer, DoorTimeout } from '../../platform/own-door.ts';
import { callPath, missingParts } from '../shared/console/call-address.ts';
import { fieldOf, JETON_CHOICE, readValues, TYPED_JETON } from '../shared/console/call-fields.ts';
import { TYPED } from '../shared/console/call-form.tsx';
import type { Callable, CallValues } from '../shared/console/callable.ts';
import type { ConsoleGround, JetonOffer } from '../shared/console/offer.ts';
import { textOf } from '../shared/form-body.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import type { ConsoleDoor } from './door.ts';
import { readJetonChoice } from './jeton-choice.ts';
import { type Remark, verifyJeton, verifyValues } from './verification.ts';

/** What came of a sending. */
export type Outcome =
  /** Something is missing without which there is no call. */
  | { readonly kind: 'refused' | 'throttled' | 'banned' | 'timeout' | 'unreachable' }
  | { readonly kind: 'verified'; readonly remarks: readonly Remark[] }
  | { readonly kind: 'answered'; readonly path: string; readonly answer: DoorAnswer; readonly durationMs: number };

export interface Attempt {
  readonly values: CallValues;
  readonly chosen: string;
  readonly errors: FieldErrors;
  readonly outcome: Outcome;
}

export interface AttemptOptions {
  readonly ground: ConsoleGround;
  readonly door: ConsoleDoor;
  readonly strictTraceability: boolean;
}

/** Reads what was sent, then verifies it or calls. */
export async function attemptOf(
  request: FastifyRequest,
  callable: Callable,
  offer: JetonOffer,
  { ground, door, strictTraceability }: AttemptOptions,
): Promise<Attempt> {
  const values = readValues(callable, request.body);
  if (!door.mayAsk(request)) {
    return { values, chosen: textOf(request.body, JETON_CHOICE), errors: {}, outcome: { kind: 'throttled' } };
  }
  const choice = await readJetonChoice(request, { ground, door, offer });
  const { chosen, token } = choice;
  const verified = verifyValues(callable, values, strictTraceability);
  const lacking = choice.token === null ? choice.errors : {};

  if (textOf(request.body, 'etape') === 'verifier') {
    const remark = token === null ? null : verifyJeton(callable, await door.inspect(token));
    const field = chosen === TYPED ? TYPED_JETON : JETON_CHOICE;
    const refused = remark?.tone === 'wrong' ? { [field]: remark.sentence } : lacking;
    const remarks = remark === null || remark.tone === 'wrong' ? verified.remarks : [remark, ...verified.remarks];
    return { values, chosen, errors: { ...refused, ...verified.errors }, outcome: { kind: 'verified', remarks } };
  }

  const unnamed = missingParts(callable, values).map(fieldOf);
  const impossible = Object.entries(verified.errors).filter(([name]) => unnamed.includes(name));
  if (token === null || impossible.length > 0) {
    return { values, chosen, errors: { ...lacking, ...Object.fromEntries(impossible) }, outcome: { kind: 'refused' } };
  }
  const outcome = await callOutcome(request, { path: callPath(callable, values), token }, { ground, door });
  const atFault = outcome.kind === 'answered' && outcome.answer.status === 422;
  return { values, chosen, errors: atFault ? verified.errors : {}, outcome };
}

async function callOutcome(
  visitor: FastifyRequest,
  { path, token }: { readonly path: string; readonly token: string },
  { ground, door }: Pick<AttemptOptions, 'ground' | 'door'>,
): Promise<Outcome> {
  if (await door.isBanned(visitor)) return { kind: 'banned' };
  const startedAt = performance.now();
  try {
    const answer = await door.call({ path, token, visitor });
    return { kind: 'answered', path, answer, durationMs: performance.now() - startedAt };
  } catch (error) {
    // This very call may have been the one too many: the connection is then closed without an answer.
    if (await door.isBanned(visitor)) return { kind: 'banned' };
    ground.logError(error, visitor.id);
    return { kind: error instanceof DoorTimeout ? 'timeout' : 'unreachable' };
  }
}
