import { Refused } from '../../core/refused.ts';
import type { Maintenance, MaintenanceUpdate } from '../../records/maintenances.ts';
import type { Notice } from '../notice.ts';
import { phaseOf } from './phase.ts';

/** What becomes of a maintenance, and what subscribers are told. */
export interface Change {
  readonly update: MaintenanceUpdate;
  readonly notice: Extract<Notice['kind'], 'maintenance.modifiee' | 'maintenance.annulee'>;
  readonly text: string;
}

/** Decides what becomes of a maintenance as it is now; throws `Refused` when it cannot be. */
export type Decision = (maintenance: Maintenance, now: Date) => Change;

interface Modification {
  readonly titre: string;
  readonly texte: string;
  readonly endpoints: readonly string[];
  readonly debut: Date;
  readonly fin: Date;
  readonly coupure: boolean;
}

/** Another time, other endpoints, other words; the beginning of one under way stays where it is. */
export function modify(input: Modification): Decision {
  return (maintenance, now) => {
    refuseOver(maintenance, now);
    if (phaseOf(maintenance, now) === 'en_cours' && input.debut.getTime() !== maintenance.debut.getTime())
      throw new Refused('Cette maintenance a commencé : son début ne change plus.');
    return { update: { ...input, endpoints: [...input.endpoints] }, notice: 'maintenance.modifiee', text: input.texte };
  };
}

/** The work is done before its time. */
export function endNow(): Decision {
  return (maintenance, now) => {
    if (phaseOf(maintenance, now) !== 'en_cours') throw new Refused('Seule une maintenance en cours se termine.');
    return { update: { fin: now }, notice: 'maintenance.modifiee', text: 'La maintenance est terminée.' };
  };
}

/** It will not take place. */
export function cancel(): Decision {
  return (maintenance, now) => {
    refuseOver(maintenance, now);
    if (phaseOf(maintenance, now) === 'en_cours')
      throw new Refused('Cette maintenance a commencé : elle ne s’annule plus, elle se termine.');
    return { update: { annulee_le: now }, notice: 'maintenance.annulee', text: 'La maintenance est annulée.' };
  };
}

function refuseOver(maintenance: Maintenance, now: Date): void {
  const phase = phaseOf(maintenance, now);
  if (phase === 'annulee') throw new Refused('Cette maintenance est annulée.');
  if (phase === 'terminee') throw new Refused('Cette maintenance est terminée.');
}
