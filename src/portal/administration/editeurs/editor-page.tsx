import type { Compte } from '../../../records/comptes.ts';
import type { Editeur, FicheEditeur } from '../../../records/editeurs.ts';
import { dateTimeOf, dayOf } from '../../shared/dates.ts';
import { nameOf } from '../../shared/session.ts';
import { Alert } from '../../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Table } from '../../views/table.tsx';
import { EditorFields } from './editor-fields.tsx';
import { EditorState } from './list-page.tsx';
import { aboveEditors, EDITEURS } from './words.ts';

interface EditorProps {
  readonly frame: Frame;
  readonly editeur: Editeur;
  readonly comptes: readonly Compte[];
  /** As it was typed, when it was refused. */
  readonly fiche?: FicheEditeur;
  readonly email?: string;
  readonly done: string | null;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
}

const trail = [...aboveEditors, [EDITEURS, 'Éditeurs']] as const;

/** An editor: what is said of it, who works for it. */
export function editorPage(props: EditorProps): JSX.Element {
  const { frame, editeur, fiche = editeur, done, errors = {}, refusal } = props;
  const isOpen = editeur.ferme_le === null;
  return (
    <Layout
      frame={frame}
      title={`Éditeur ${editeur.nom}`}
      here={editeur.nom}
      isError={refusal !== undefined || Object.keys(errors).length > 0}
      trail={trail}
    >
      <h1 safe>{editeur.nom}</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <ErrorSummary errors={errors} />
      <p>
        <EditorState editeur={editeur} />
      </p>
      <p>
        <a class="fr-link" href={`/administration/journal?${new URLSearchParams({ q: editeur.nom })}`}>
          Ce que les administrateurs ont fait sur cet éditeur
        </a>
      </p>
      {editeur.ferme_le === null ? (
        ''
      ) : (
        <p safe>{`Fermé le ${dateTimeOf(editeur.ferme_le)}. Rien ne s’y change plus.`}</p>
      )}
      {isOpen ? (
        <>
          <h2>Ce qui en est dit</h2>
          <Form frame={frame} action={`${EDITEURS}/${editeur.id}`}>
            <HiddenField name="version" value={String(editeur.version)} />
            <EditorFields fiche={fiche} errors={errors} />
            <SubmitButton label="Enregistrer" />
          </Form>
          <Accounts {...props} />
          <h2 class="fr-mt-6w">Fermer</h2>
          <p>
            <a class="fr-btn fr-btn--secondary" href={`${EDITEURS}/${editeur.id}/fermer`}>
              Fermer cet éditeur
            </a>
          </p>
        </>
      ) : (
        ''
      )}
    </Layout>
  );
}

function Accounts({ frame, editeur, comptes, email = '', errors = {} }: EditorProps): JSX.Element {
  const address = `${EDITEURS}/${editeur.id}/comptes`;
  return (
    <>
      <h2 class="fr-mt-6w">Comptes rattachés</h2>
      {comptes.length === 0 ? (
        <p>Aucun&nbsp;: personne n’entre encore dans l’espace de cet éditeur.</p>
      ) : (
        <Table caption="Comptes rattachés à cet éditeur" columns={['Personne', 'Compte', 'Action']} folds>
          <tbody>
            {comptes.map((compte) => (
              <tr>
                <th scope="row">
                  <a href={`/administration/comptes/${compte.id}`} safe>
                    {nameOf(compte)}
                  </a>
                  <span class="precision" safe>
                    {compte.email}
                  </span>
                </th>
                <td data-colonne="Compte" safe>
                  {compte.desactive_le === null ? 'Actif' : `Désactivé le ${dayOf(compte.desactive_le)}`}
                </td>
                <td>
                  <a class="fr-btn fr-btn--tertiary fr-btn--sm" href={`${address}/${compte.id}/retirer`}>
                    Retirer<span class="fr-sr-only" safe>{` ${nameOf(compte)}`}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Form frame={frame} action={address}>
        <Field
          name="email"
          type="email"
          label="Adresse e-mail du compte à rattacher"
          hint="Le compte existe déjà, et son adresse est vérifiée. Il garde ses autres rôles."
          value={email}
          error={errors['email']}
        />
        <SubmitButton label="Rattacher ce compte" rank="secondary" />
      </Form>
    </>
  );
}

interface NewEditorProps {
  readonly frame: Frame;
  readonly fiche: FicheEditeur;
  readonly errors: FieldErrors;
}

export function newEditorPage({ frame, fiche, errors }: NewEditorProps): JSX.Element {
  return (
    <Layout frame={frame} title="Ajouter un éditeur" isError={Object.keys(errors).length > 0} trail={trail}>
      <h1>Ajouter un éditeur</h1>
      <ErrorSummary errors={errors} />
      <Form frame={frame} action={`${EDITEURS}/nouveau`}>
        <EditorFields fiche={fiche} errors={errors} />
        <SubmitButton label="Ajouter l’éditeur" />
      </Form>
    </Layout>
  );
}
