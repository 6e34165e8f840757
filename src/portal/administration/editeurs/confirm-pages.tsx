import type { Compte } from '../../../records/comptes.ts';
import type { Editeur } from '../../../records/editeurs.ts';
import { fullNameOf } from '../../shared/session.ts';
import { ConfirmPage } from '../../views/confirm.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { aboveEditors, EDITEURS } from './words.ts';

const trailOf = ({ id, nom }: Editeur) =>
  [...aboveEditors, [EDITEURS, 'Éditeurs'], [`${EDITEURS}/${id}`, nom]] as const;

interface DetachProps {
  readonly frame: Frame;
  readonly editeur: Editeur;
  readonly compte: Compte;
}

export function detachPage({ frame, editeur, compte }: DetachProps): JSX.Element {
  return (
    <ConfirmPage
      frame={frame}
      trail={trailOf(editeur)}
      title={`Retirer ce compte de ${editeur.nom} ?`}
      action={`${EDITEURS}/${editeur.id}/comptes/${compte.id}/retirer`}
      label="Retirer le compte"
      back={`${EDITEURS}/${editeur.id}`}
    >
      <p safe>{fullNameOf(compte)}</p>
      <p>
        Cette personne n’entre plus dans l’espace de l’éditeur, dès maintenant. Son compte et ses autres rôles restent.
      </p>
    </ConfirmPage>
  );
}

interface CloseProps {
  readonly frame: Frame;
  readonly editeur: Editeur;
  readonly raison: string;
  readonly errors: FieldErrors;
}

export function closePage({ frame, editeur, raison, errors }: CloseProps): JSX.Element {
  const title = `Fermer l’éditeur ${editeur.nom} ?`;
  return (
    <Layout frame={frame} title={title} isError={Object.keys(errors).length > 0} trail={trailOf(editeur)}>
      <div class="colonne">
        <h1 safe>{title}</h1>
        <ErrorSummary errors={errors} />
        <p>
          Cela ne s’annule pas. Ses comptes en sortent, ses délégations prennent fin, il quitte la liste publique. Les
          jetons de ses clients continuent de fonctionner. Pour y revenir, il faudrait le créer à nouveau, et que chaque
          client lui délègue encore.
        </p>
        <Form frame={frame} action={`${EDITEURS}/${editeur.id}/fermer`}>
          <HiddenField name="version" value={String(editeur.version)} />
          <TextArea
            name="raison"
            label="Raison"
            hint="Gardée dans le journal de l’administration."
            rows={3}
            value={raison}
            error={errors['raison']}
          />
          <p class="actions">
            <SubmitButton label="Fermer l’éditeur" />
            <a class="fr-btn fr-btn--secondary" href={`${EDITEURS}/${editeur.id}`}>
              Annuler
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}
