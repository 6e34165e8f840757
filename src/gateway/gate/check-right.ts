import { generalFailure } from '../../core/failure.ts';
import { established } from '../call.ts';
import type { Step } from './step.ts';

/** 7. The token opens this endpoint (403). */
export const checkRight: Step = (call) => {
  const { route } = call;
  if (route.needs !== 'habilitation') return;
  const { rights } = established(call.jeton, 'jeton');
  if (!route.endpoint.scopes.some((scope) => rights.has(scope))) throw generalFailure('00100');
};
