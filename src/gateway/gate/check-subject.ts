import { Failure } from '../../core/failure.ts';
import { decode } from '../query.ts';
import type { Step } from './step.ts';

/** 8. The identifier and the endpoint's own parameters are well formed (422), before any provider is asked. */
export const checkSubject: Step = (call) => {
  const { route } = call;
  if (route.needs !== 'habilitation') return;
  const question = route.open.question(route.rawSegments.map(decode), call.query.parameters);
  if (typeof question !== 'function') throw new Failure('unprocessable', question);
  call.question = question;
};
