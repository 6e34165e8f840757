import type { Incident } from '../../../records/incidents.ts';
import { ConfirmPage } from '../../views/confirm.tsx';
import type { Frame } from '../../views/frame.ts';
import { incidentsTrail } from './trail.ts';

/** Asks before a draft is set aside. */
export function discardPage({
  frame,
  incident: { id, titre, version },
}: {
  frame: Frame;
  incident: Incident;
}): JSX.Element {
  return (
    <ConfirmPage
      frame={frame}
      trail={[...incidentsTrail, [`/administration/incidents/${id}`, titre]]}
      title="Écarter ce brouillon ?"
      action={`/administration/incidents/${id}/ecarter`}
      values={{ version: String(version) }}
      label="Écarter le brouillon"
      back={`/administration/incidents/${id}`}
    >
      <p
        safe
      >{`« ${titre} » ne sera jamais publié et quittera la liste. De nouvelles erreurs pourront en ouvrir un autre.`}</p>
    </ConfirmPage>
  );
}
