import { Outdated, Refused } from '../../core/refused.ts';
import { addActe } from '../../records/journal-administration.ts';
import { findMaintenance, insertMaintenance, type Maintenance, updateMaintenance } from '../../records/maintenances.ts';
import { type Db, together, type Work } from '../../records/work.ts';
import type { DeskOptions, Seen } from '../incidents/desk.ts';
import type { Notice } from '../notice.ts';
import type { Decision } from './changes.ts';

export interface MaintenanceInput {
  readonly titre: string;
  readonly texte: string;
  readonly endpoints: readonly string[];
  readonly debut: Date;
  readonly fin: Date;
  readonly coupure: boolean;
}

export interface MaintenanceDesk {
  /** Announces a window; gives its name. */
  announce(input: MaintenanceInput, author: string): Promise<string>;
  /** Changes one. Throws `Refused` when it cannot be, `Outdated` when it is no longer as its author read it. */
  change(seen: Seen, decide: Decision, author: string): Promise<void>;
}

/** Where announced maintenances are written: each change with what subscribers are told of it, or none of it. */
export function createMaintenanceDesk({ db, clock, publicUrl, tell, changed }: DeskOptions): MaintenanceDesk {
  async function told(work: Work, id: string, kind: Notice['kind'], text: string): Promise<void> {
    const { titre: title, endpoints, version, debut, fin } = await found(work, id);
    const at = new Date(clock.now());
    const url = `${publicUrl}/maintenances/${id}`;
    await tell(work, {
      id,
      kind,
      version,
      title,
      severity: null,
      endpoints,
      url,
      text,
      window: { from: debut, to: fin },
      at,
    });
  }

  return {
    announce: async (input, author) => {
      const at = new Date(clock.now());
      const marks = { annoncee_le: at, annulee_le: null, cree_par: author, modifiee_le: at, modifiee_par: author };
      const id = await together(db, async (work) => {
        const name = await insertMaintenance(work, { ...input, endpoints: [...input.endpoints], ...marks });
        await addActe(work, { auteur: author, acte: 'maintenance.annoncee', cible: name, raison: input.texte }, at);
        await told(work, name, 'maintenance.annoncee', input.texte);
        return name;
      });
      await changed();
      return id;
    },
    change: async ({ id, version }, decide, author) => {
      await together(db, async (work) => {
        const maintenance = await found(work, id);
        if (maintenance.version !== version) throw new Outdated();
        const at = new Date(clock.now());
        const { update, notice, text } = decide(maintenance, at);
        const kept = await updateMaintenance(work, maintenance, { ...update, modifiee_le: at, modifiee_par: author });
        if (!kept) throw new Outdated();
        await addActe(work, { auteur: author, acte: notice, cible: id, raison: text }, at);
        await told(work, id, notice, text);
      });
      await changed();
    },
  };
}

async function found(db: Db, id: string): Promise<Maintenance> {
  const maintenance = await findMaintenance(db, id);
  if (maintenance === undefined) throw new Refused('Cette maintenance n’existe pas.');
  return maintenance;
}
