import type { Incident } from '../records/incidents.ts';
import type { Maintenance } from '../records/maintenances.ts';

/** Open incidents and maintenances that are not over, held in memory: pages and the prober read them as often as they like. */
export class Ongoing {
  #incidents: readonly Incident[] = [];
  #maintenances: readonly Maintenance[] = [];

  replace(incidents: readonly Incident[], maintenances: readonly Maintenance[]): void {
    this.#incidents = incidents;
    this.#maintenances = maintenances;
  }

  /** The worst first. */
  get incidents(): readonly Incident[] {
    return this.#incidents;
  }

  /** Under way or to come, in the order they come. */
  maintenances(now: Date): readonly Maintenance[] {
    return this.#maintenances.filter(({ fin }) => fin > now);
  }

  isInMaintenance(endpoint: string, at: Date): boolean {
    return this.#maintenances.some(
      ({ endpoints, debut, fin }) => debut <= at && at < fin && endpoints.includes(endpoint),
    );
  }
}
