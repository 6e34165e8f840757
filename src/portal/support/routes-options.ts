import type { Endpoint } from '../../core/endpoint.ts';
import type { SupportDesk } from '../../support/desk.ts';
import type { TicketReader } from '../../support/ticket-reader.ts';
import type { PortalAccess } from '../shared/access.ts';
import type { Mentions } from '../shared/mentions.ts';

export interface SupportRoutesOptions extends Pick<PortalAccess, 'browserOf'> {
  readonly support: { readonly desk: SupportDesk; readonly reader: TicketReader };
  readonly endpoints: readonly Endpoint[];
  readonly mentions: Mentions;
  readonly logError: (error: unknown, requestId: string) => void;
}
