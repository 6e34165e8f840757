import type { Editeur } from '../../records/editeurs.ts';
import { Alert } from '../views/alert.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Space } from './space.tsx';
import { MAILS } from './words.ts';

interface MailsProps {
  readonly frame: Frame;
  readonly editeur: Editeur;
  readonly resume: boolean;
  readonly isDone: boolean;
}

/** The weekly mail: on or off, in one click. */
export function mailsPage({ frame, editeur, resume, isDone }: MailsProps): JSX.Element {
  const state = resume ? 'Vous recevez le courriel hebdomadaire' : 'Vous ne recevez pas le courriel hebdomadaire';
  return (
    <Space frame={frame} editeur={editeur} title="Courriel hebdomadaire" part={MAILS}>
      {isDone ? <Alert kind="success" title={`C’est noté. ${state}`} fresh /> : ''}
      <div class="colonne">
        <p>
          Le lundi, un courriel vous dit lesquelles des habilitations de vos clients finissent dans les 90 jours, et
          lesquelles sont en difficulté. Une semaine où il n’y a rien à dire, rien ne part.
        </p>
        {isDone ? '' : <p safe>{`${state}.`}</p>}
        <Form frame={frame} action={MAILS}>
          <HiddenField name="resume" value={resume ? 'non' : 'oui'} />
          <SubmitButton label={resume ? 'Ne plus le recevoir' : 'Le recevoir'} />
        </Form>
      </div>
    </Space>
  );
}
