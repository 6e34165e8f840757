import type { Endpoint } from '../../core/endpoint.ts';
import type { SubscriptionDesk } from '../../watch/subscriptions/desk.ts';
import type { PortalAccess } from '../shared/access.ts';

export interface SubscriptionRoutesOptions extends Pick<PortalAccess, 'browserOf'> {
  readonly subscriptions: SubscriptionDesk;
  readonly endpoints: readonly Endpoint[];
  readonly site: { readonly sandbox: boolean };
}
