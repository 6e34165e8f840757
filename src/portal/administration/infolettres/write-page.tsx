import { letterLists, listWords } from '../../../letters/lists.ts';
import { Alert } from '../../views/alert.tsx';
import { RadioGroup } from '../../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field, TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import type { LetterValues } from './letter-form.ts';
import { aboveLetter, belowLetter, ROOT } from './trail.ts';

interface WritePageProps {
  readonly frame: Frame;
  /** The letter that is changed; null = a new one. */
  readonly letter: { readonly id: number; readonly titre: string; readonly version: number } | null;
  readonly values: LetterValues;
  readonly errors: FieldErrors;
  /** Why nothing was kept, when no field is to blame. */
  readonly refusal: string | null;
}

const kinds = letterLists.map((value) => ({ value, label: listWords[value].name, hint: listWords[value].about }));

/** A letter, written or changed. */
export function writePage({ frame, letter, values, errors, refusal }: WritePageProps): JSX.Element {
  const title = letter === null ? 'Écrire une lettre' : 'Modifier la lettre';
  return (
    <Layout
      frame={frame}
      title={title}
      isError={refusal !== null || Object.keys(errors).length > 0}
      trail={letter === null ? aboveLetter : belowLetter(letter)}
    >
      <h1>{title}</h1>
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <div class="redaction">
        <Form frame={frame} action={letter === null ? ROOT : `${ROOT}/${letter.id}/modifier`}>
          {letter === null ? '' : <HiddenField name="version" value={String(letter.version)} />}
          <RadioGroup
            name="genre"
            legend="Liste destinataire"
            options={kinds}
            checked={values.genre}
            error={errors['genre']}
          />
          <Field
            name="titre"
            label="Titre"
            hint="L’objet du courriel, précédé du nom de la liste."
            value={values.titre}
            error={errors['titre']}
          />
          <TextArea
            name="resume"
            label="Résumé"
            hint="Une phrase ou deux, en tête de la lettre et dans les archives."
            rows={3}
            value={values.resume}
            error={errors['resume']}
          />
          <TextArea
            name="corps"
            label="Lettre"
            hint="En Markdown : ## intertitre, - puce, **gras**, [texte](https://adresse). Ni HTML ni image. Un lien vers une page du site peut commencer par /."
            rows={20}
            value={values.corps}
            error={errors['corps']}
          />
          <p class="actions">
            <SubmitButton label="Enregistrer et voir l’aperçu" name="ensuite" value="apercu" />
            <SubmitButton label="Enregistrer" rank="secondary" name="ensuite" value="lettre" />
            <a class="fr-btn fr-btn--tertiary" href={letter === null ? ROOT : `${ROOT}/${letter.id}`}>
              Annuler
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}
