import type { Maintenance } from '../../../records/maintenances.ts';
import { spanOf } from '../../shared/dates.ts';
import { ConfirmPage } from '../../views/confirm.tsx';
import type { Frame } from '../../views/frame.ts';
import { maintenancesTrail } from './trail.ts';

interface ConfirmMaintenanceProps {
  readonly frame: Frame;
  readonly maintenance: Maintenance;
}

/** Asks before a maintenance is cancelled. */
export function cancelPage({ frame, maintenance }: ConfirmMaintenanceProps): JSX.Element {
  const { id, titre, version, debut, fin } = maintenance;
  return (
    <ConfirmPage
      frame={frame}
      trail={maintenancesTrail}
      title="Annuler cette maintenance ?"
      action={`/administration/maintenances/${id}/annuler`}
      values={{ version: String(version) }}
      label="Annuler la maintenance"
      back="/administration/maintenances"
      backLabel="Revenir sans rien changer"
    >
      <p
        safe
      >{`« ${titre} », ${spanOf(debut, fin)}. Les abonnés en seront prévenus, les agendas la montreront annulée. On ne peut pas revenir en arrière.`}</p>
    </ConfirmPage>
  );
}

/** Asks before a maintenance under way is ended. */
export function endPage({ frame, maintenance }: ConfirmMaintenanceProps): JSX.Element {
  const { id, titre, version, coupure } = maintenance;
  return (
    <ConfirmPage
      frame={frame}
      trail={maintenancesTrail}
      title="Terminer cette maintenance ?"
      action={`/administration/maintenances/${id}/terminer`}
      values={{ version: String(version) }}
      label="Terminer la maintenance"
      back="/administration/maintenances"
      backLabel="Revenir sans rien changer"
    >
      <p
        safe
      >{`« ${titre} » se termine maintenant. ${coupure ? 'Les appels passent de nouveau, en deux secondes au plus. ' : ''}Les abonnés en seront prévenus.`}</p>
    </ConfirmPage>
  );
}
