import { generalFailure } from '../../core/failure.ts';
import { established } from '../call.ts';
import { countOfWindow } from '../volume/count.ts';
import type { Step } from './step.ts';

/** 5. The window of the token in the endpoint's group (429). Every call of a valid token counts, refused ones too. */
export const limitWindow: Step = (call, house) => {
  const { route } = call;
  if (route.needs === 'nothing') return;
  const jeton = established(call.jeton, 'jeton');
  if (jeton.isProbe) return;
  const rule = route.counter;
  const { count, endsAt } = countOfWindow(call, house, rule, jeton.jti);
  call.quota = {
    name: rule.name,
    limit: rule.limit,
    remaining: Math.max(0, rule.limit - count),
    windowSeconds: rule.windowMs / 1000,
    endsAt,
  };
  if (count <= rule.limit) return;
  house.bans.noteRefusal(call.address, call.receivedAt);
  throw generalFailure('00429', { retryAfterSeconds: Math.max(1, Math.ceil((endsAt - call.receivedAt) / 1000)) });
};
