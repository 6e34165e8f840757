import type { PreferencesInstruction } from '../../records/preferences-instruction.ts';
import { Alert } from '../views/alert.tsx';
import { CheckboxGroup } from '../views/choices.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

interface NotificationsPageProps {
  readonly frame: Frame;
  readonly chosen: PreferencesInstruction;
  readonly isDone: boolean;
}

export function notificationsPage({ frame, chosen, isDone }: NotificationsPageProps): JSX.Element {
  const checked = (['envois', 'messages'] as const).filter((sujet) => chosen[sujet]);
  return (
    <Layout
      frame={frame}
      title="Courriels reçus – Mon compte"
      here="Courriels reçus"
      trail={[
        ['/', 'Accueil'],
        ['/compte', 'Mon compte'],
      ]}
    >
      <h1>Courriels reçus</h1>
      {isDone ? <Alert kind="success" title="Vos choix sont enregistrés" fresh /> : ''}
      <div class="colonne">
        <p>Un avis qui vous est demandé à vous, et la réponse à celui que vous demandez, vous sont toujours envoyés.</p>
        <Form frame={frame} action="/compte/notifications">
          <CheckboxGroup
            name="sujets"
            legend="M’écrire quand"
            options={[
              { value: 'envois', label: 'une demande est envoyée, ou renvoyée' },
              { value: 'messages', label: 'un demandeur écrit un message' },
            ]}
            checked={checked}
          />
          <SubmitButton label="Enregistrer" />
        </Form>
      </div>
    </Layout>
  );
}
