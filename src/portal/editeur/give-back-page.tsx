import { ConfirmPage } from '../views/confirm.tsx';
import type { Frame } from '../views/frame.ts';
import { DELEGATIONS, editorTrail } from './words.ts';

interface GiveBackProps {
  readonly frame: Frame;
  readonly id: string;
  readonly numero: string;
}

/** Before seeing a right no more. */
export function giveBackPage({ frame, id, numero }: GiveBackProps): JSX.Element {
  return (
    <ConfirmPage
      frame={frame}
      trail={[...editorTrail, [DELEGATIONS, 'Délégations']]}
      title={`Rendre la délégation ${numero} ?`}
      action={`${DELEGATIONS}/${id}/rendre`}
      label="Rendre la délégation"
      back={DELEGATIONS}
      backLabel="Ne rien changer"
    >
      <p class="colonne">
        Toute votre équipe cesse de voir cette habilitation, dès maintenant. Pour la revoir, il faudra que votre client
        la délègue de nouveau.
      </p>
    </ConfirmPage>
  );
}
