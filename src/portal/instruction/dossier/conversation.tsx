import { champParCle } from '../../../habilitations/champs.ts';
import type { DemandeMessage } from '../../../records/demande-messages.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { Badge } from '../../views/badge.tsx';
import { TextArea } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import { ReadyAnswers } from './ready-answers.tsx';
import { addressOf, type DossierView } from './view.ts';

/** What was said on both sides, remarks on fields included. */
export function Conversation(view: DossierView): JSX.Element {
  const { frame, dossier, acts, values, errors } = view;
  const { messages, demande } = dossier;
  return (
    <section class="carte-panneau" aria-labelledby="messages">
      <h2 class="fr-h6" id="messages">
        Messages
      </h2>
      {messages.length === 0 ? <p>Aucun message.</p> : ''}
      {messages.length === 0 ? (
        ''
      ) : (
        <ol class="chronologie">
          {messages.map((message) => (
            <Message message={message} />
          ))}
        </ol>
      )}
      {acts.has('ecrire') ? (
        <Form frame={frame} action={addressOf(demande, '/messages')}>
          <TextArea
            name="corps"
            label="Écrire à l’usager"
            hint="Un message ne change pas l’état de la demande."
            rows={4}
            value={values.corps}
            error={errors['corps']}
          />
          <ReadyAnswers view={view} name="modele_message" into="corps" kinds={['message']} />
          <SubmitButton label="Envoyer le message" rank="secondary" />
        </Form>
      ) : (
        ''
      )}
    </section>
  );
}

function Message({ message }: { message: DemandeMessage }): JSX.Element {
  const { auteur_nom, cote, corps, champ, le, lu_le } = message;
  return (
    <li>
      <p class="fr-mb-0">
        <strong safe>{auteur_nom}</strong>
        <span>{cote === 'demandeur' ? ', usager' : ', instruction'}</span> ·{' '}
        <time datetime={le.toISOString()} safe>
          {dateTimeOf(le)}
        </time>{' '}
        {cote === 'demandeur' && lu_le === null ? <Badge tone="warning" label="Nouveau" /> : ''}
      </p>
      {champ === null ? (
        ''
      ) : (
        <p class="fr-mb-0 fr-text--sm">
          Sur{' '}
          <a href={`#lu-${champ}`} safe>
            {champParCle.get(champ)?.libelle ?? champ}
          </a>
        </p>
      )}
      <p class="texte-saisi" safe>
        {corps}
      </p>
    </li>
  );
}
