import { Failure, generalFailure, generalFault } from '../../core/failure.ts';
import type { Step } from './step.ts';

/** 3. The address leads somewhere (404), and is consulted (405). */
export const findRoute: Step = (call, house) => {
  const route = house.routeOf(call.path);
  if (route === null) throw generalFailure('00404');
  if ('instead' in route) throw moved(route.instead);
  const { method } = call.request;
  if (method !== 'GET' && method !== 'HEAD') throw generalFailure('00405');
  call.route = route;
};

function moved(instead: string): Failure {
  const sentence = `Cette adresse n'est plus servie : utilisez ${instead}, décrite dans /v2/open-api.yml.`;
  return new Failure('not_found', [{ ...generalFault('00404'), sentence }]);
}
