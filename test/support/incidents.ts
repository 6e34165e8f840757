import type { IncidentReader } from '../../src/watch/incident-reader.ts';

const nothing = { items: [], page: 1, pages: 1 };

const reader: IncidentReader = {
  now: () => new Date(),
  open: async () => [],
  coming: async () => [],
  past: async () => nothing,
  incident: async () => null,
  maintenance: async () => null,
  latest: async () => [],
  calendar: async () => [],
  deskIncidents: async () => nothing,
  deskMaintenances: async () => nothing,
};

/** What a portal needs when nothing is wrong nor announced. */
const closed = () => Promise.reject(new Error('no desk here'));

export const noIncidents = {
  incidentDesk: { open: closed, change: closed },
  maintenanceDesk: { announce: closed, change: closed },
  endpoints: [],
  reader,
  publicUrl: 'http://127.0.0.1',
};
