import { generalFailure } from '../../core/failure.ts';
import type { Step } from './step.ts';

/** 3. The address leads somewhere (404), and is consulted (405). */
export const findRoute: Step = (call, house) => {
  const route = house.routeOf(call.path);
  if (route === null) throw generalFailure('00404');
  const { method } = call.request;
  if (method !== 'GET' && method !== 'HEAD') throw generalFailure('00405');
  call.route = route;
};
