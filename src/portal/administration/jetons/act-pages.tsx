import type { Children } from '@kitajs/html';
import type { FicheJeton } from '../../../jetons/rotation/registre.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { CheckboxGroup, RadioGroup } from '../../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { DateTimeField, TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { aboveTokens, addressOf, LIST } from './words.ts';

/** What the form of a revocation holds, as it was typed. */
export interface RevocationTyped {
  readonly quand: string;
  readonly le: string;
  readonly remplacer: boolean;
  readonly raison: string;
}

export const emptyRevocation: RevocationTyped = { quand: '', le: '', remplacer: false, raison: '' };

interface ActPageProps {
  readonly frame: Frame;
  readonly fiche: FicheJeton;
  readonly errors?: FieldErrors;
}

/** Asks when, why, and whether another takes its place; it is done by the same form. */
export function revokePage({
  frame,
  fiche,
  typed,
  errors = {},
}: ActPageProps & { readonly typed: RevocationTyped }): JSX.Element {
  const { jeton } = fiche;
  return (
    <Asking frame={frame} fiche={fiche} errors={errors} title={`Révoquer le jeton « ${jeton.sujet} » ?`}>
      <p>
        Il sera refusé (401, code <code>00105</code>) par toutes les passerelles dans les deux secondes. L’habilitation,
        elle, reste&nbsp;; pour retirer tout l’accès, révoquez-la. La révocation pourra être annulée tant que le jeton
        n’est pas expiré et que son habilitation n’est pas révoquée.
      </p>
      <Form frame={frame} action={addressOf(jeton.jti, '/revoquer')}>
        <HiddenField name="vu" value={fiche.vu} />
        <RadioGroup
          name="quand"
          legend="Quand"
          checked={typed.quand}
          error={errors['quand']}
          options={[
            { value: 'maintenant', label: 'Maintenant', hint: 'Les programmes qui l’emploient sont arrêtés.' },
            { value: 'plus_tard', label: 'À la date ci-dessous', hint: 'Il fonctionne jusque-là.' },
          ]}
        />
        <DateTimeField
          name="le"
          label="Date de la révocation"
          hint={`Si ce n’est pas maintenant ; avant sa fin, le ${dateTimeOf(jeton.expire_le)}.`}
          optional
          value={typed.le}
          error={errors['le']}
        />
        {jeton.demandeur === null ? (
          ''
        ) : (
          <CheckboxGroup
            name="remplacer"
            legend="Remplaçant (optionnel)"
            checked={typed.remplacer ? ['oui'] : []}
            options={[
              {
                value: 'oui',
                label: 'Créer un remplaçant pour le demandeur',
                hint: 'Mêmes droits, même fin, valable aussitôt. Lui seul en verra la valeur.',
              },
            ]}
          />
        )}
        <Reason value={typed.raison} error={errors['raison']} />
        <Buttons jti={jeton.jti} label="Révoquer le jeton" />
      </Form>
    </Asking>
  );
}

/** Asks before a token that was withdrawn works again. */
export function restorePage({
  frame,
  fiche,
  raison,
  errors = {},
}: ActPageProps & { readonly raison: string }): JSX.Element {
  const { jeton } = fiche;
  return (
    <Asking frame={frame} fiche={fiche} errors={errors} title={`Annuler la révocation du jeton « ${jeton.sujet} » ?`}>
      <p
        safe
      >{`Il fonctionnera de nouveau, partout, dans les deux secondes, avec les droits qu’il avait, jusqu’au ${dateTimeOf(jeton.expire_le)}. S’il a fuité, qui l’a trouvé pourra s’en servir : n’annulez qu’une erreur.`}</p>
      <p>Un remplaçant déjà créé reste valable. Une adresse bannie le reste.</p>
      <Form frame={frame} action={addressOf(jeton.jti, '/retablir')}>
        <HiddenField name="vu" value={fiche.vu} />
        <Reason value={raison} error={errors['raison']} />
        <Buttons jti={jeton.jti} label="Annuler la révocation" />
      </Form>
    </Asking>
  );
}

function Asking({
  frame,
  fiche: { jeton },
  errors,
  title,
  children,
}: ActPageProps & { readonly title: string; readonly children?: Children }): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={title}
      isError={Object.keys(errors ?? {}).length > 0}
      trail={[...aboveTokens, [LIST, 'Jetons'], [addressOf(jeton.jti), jeton.sujet]]}
    >
      <div class="colonne">
        <h1 safe>{title}</h1>
        <ErrorSummary errors={errors ?? {}} />
        {children}
      </div>
    </Layout>
  );
}

function Reason({ value, error }: { value: string; error: string | undefined }): JSX.Element {
  return (
    <TextArea
      name="raison"
      label="Raison"
      hint="Elle est envoyée au demandeur et aux contacts, et gardée au journal."
      rows={4}
      value={value}
      error={error}
    />
  );
}

function Buttons({ jti, label }: { jti: string; label: string }): JSX.Element {
  return (
    <p class="actions">
      <SubmitButton label={label} />
      <a class="fr-btn fr-btn--secondary" href={addressOf(jti)}>
        Ne rien faire
      </a>
    </p>
  );
}
