import { variablesModele } from '../../../habilitations/modeles.ts';
import type { ModeleReponse } from '../../../records/modeles-reponse.ts';
import type { GenreModele } from '../../../records/tables/demandes.ts';
import { dayOf } from '../../shared/dates.ts';
import { Alert } from '../../views/alert.tsx';
import { ConfirmPage } from '../../views/confirm.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field, Select, TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Desk, type Waiting } from '../desk.tsx';
import { genreWords } from '../words.ts';

export const MODELES = '/instruction/modeles';
export const TITLE_MAX = 50;

interface ListProps {
  readonly frame: Frame;
  readonly waiting: Waiting;
  readonly modeles: readonly ModeleReponse[];
  readonly done: string | null;
}

/** The ready answers, by kind. */
export function modelesPage({ frame, waiting, modeles, done }: ListProps): JSX.Element {
  return (
    <Desk frame={frame} waiting={waiting} title="Modèles de réponse" part={MODELES}>
      <h1>Modèles de réponse</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      <p>Ils sont proposés sous le texte d’une décision ou d’un message, et se corrigent avant l’envoi.</p>
      <p>
        <a class="fr-btn" href={`${MODELES}/nouveau`}>
          Ajouter un modèle
        </a>
      </p>
      {modeles.length === 0 ? <p>Aucun modèle n’est encore écrit.</p> : ''}
      {kinds
        .map((genre) => ({ genre, of: modeles.filter((modele) => modele.genre === genre) }))
        .filter(({ of }) => of.length > 0)
        .map(({ genre, of }) => (
          <>
            <h2 class="fr-mt-4w" safe>
              {genreWords[genre]}
            </h2>
            {of.map((modele) => (
              <Modele modele={modele} />
            ))}
          </>
        ))}
    </Desk>
  );
}

export const kinds = ['precisions', 'refus', 'validation', 'message'] as const satisfies readonly GenreModele[];

function Modele({ modele: { id, titre, corps, modifie_le, modifie_par } }: { modele: ModeleReponse }): JSX.Element {
  return (
    <section class="modele">
      <h3 class="fr-h6" safe>
        {titre}
      </h3>
      <p class="texte-saisi" safe>
        {corps}
      </p>
      <p class="mis-a-jour" safe>
        {`Écrit par ${modifie_par}, le ${dayOf(modifie_le)}`}
      </p>
      <p class="actions">
        <a class="fr-link" href={`${MODELES}/${id}`}>
          Modifier
          <span class="fr-sr-only" safe>{` « ${titre} »`}</span>
        </a>
        <a class="fr-link" href={`${MODELES}/${id}/supprimer`}>
          Supprimer
          <span class="fr-sr-only" safe>{` « ${titre} »`}</span>
        </a>
      </p>
    </section>
  );
}

export interface ModeleValues {
  readonly genre: string;
  readonly titre: string;
  readonly corps: string;
}

interface FormProps {
  readonly frame: Frame;
  readonly waiting: Waiting;
  /** The one that is changed; null for a new one. */
  readonly modele: ModeleReponse | null;
  readonly values: ModeleValues;
  readonly errors: FieldErrors;
  readonly refusal: string | null;
}

export function modeleFormPage({ frame, waiting, modele, values, errors, refusal }: FormProps): JSX.Element {
  const title = modele === null ? 'Ajouter un modèle' : 'Modifier un modèle';
  const isError = refusal !== null || Object.keys(errors).length > 0;
  const places = Object.entries(variablesModele).map(([name, meaning]) => `{{${name}}}, ${meaning}`);
  return (
    <Desk
      frame={frame}
      waiting={waiting}
      title={title}
      part={MODELES}
      isError={isError}
      above={[[MODELES, 'Modèles de réponse']]}
    >
      <h1>{title}</h1>
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <div class="colonne">
        <Form frame={frame} action={modele === null ? `${MODELES}/nouveau` : `${MODELES}/${modele.id}`}>
          <HiddenField name="version" value={String(modele?.version ?? 0)} />
          <Select
            name="genre"
            label="Sert à"
            options={kinds.map((genre) => [genre, genreWords[genre]])}
            value={values.genre}
            error={errors['genre']}
          />
          <Field
            name="titre"
            label="Titre"
            hint={`${TITLE_MAX} caractères au plus. L’usager ne le voit pas.`}
            value={values.titre}
            error={errors['titre']}
          />
          <TextArea
            name="corps"
            label="Texte"
            hint={`Ce qui est remplacé à l’usage : ${places.join(' ; ')}.`}
            rows={10}
            value={values.corps}
            error={errors['corps']}
          />
          <p class="actions">
            <SubmitButton label="Enregistrer le modèle" />
            <a class="fr-btn fr-btn--secondary" href={MODELES}>
              Annuler
            </a>
          </p>
        </Form>
      </div>
    </Desk>
  );
}

interface DeletionProps extends Pick<ListProps, 'frame'> {
  readonly modele: ModeleReponse;
  readonly refusal?: string;
}

export function modeleDeletionPage({ frame, modele, refusal }: DeletionProps): JSX.Element {
  return (
    <ConfirmPage
      frame={frame}
      trail={[
        ['/', 'Accueil'],
        ['/instruction', 'Instruction'],
        [MODELES, 'Modèles de réponse'],
      ]}
      title={`Supprimer le modèle « ${modele.titre} » ?`}
      action={`${MODELES}/${modele.id}/supprimer`}
      values={{ version: String(modele.version) }}
      label="Supprimer le modèle"
      back={MODELES}
    >
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <p class="texte-saisi" safe>
        {modele.corps}
      </p>
      <p>Il ne sera plus proposé. Ce qui a été envoyé avec lui ne change pas.</p>
    </ConfirmPage>
  );
}
