import { handoverLinkHours } from '../../../core/terms.ts';
import type { Destinataire } from '../../../jetons/transmission/transmission.ts';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { jetonTrail, pageOf } from '../addresses.ts';

export const HAND_OVER = 'Transmettre le jeton à mon équipe technique';

interface HandOverPageProps {
  readonly frame: Frame;
  readonly jeton: { readonly jti: string; readonly sujet: string };
  readonly typed: Destinataire;
  readonly errors: FieldErrors;
}

/** To whom the link of a token is sent. */
export function handOverPage({ frame, jeton, typed, errors }: HandOverPageProps): JSX.Element {
  return (
    <Layout frame={frame} title={HAND_OVER} isError={Object.keys(errors).length > 0} trail={jetonTrail(jeton)}>
      <h1>{HAND_OVER}</h1>
      <JetonTabs jti={jeton.jti} current={null} />
      <ErrorSummary errors={errors} />
      <div class="colonne">
        <p safe>
          {`Un courriel part avec un lien vers le jeton « ${jeton.sujet} ». Le lien fonctionne ${handoverLinkHours} heures ; le courriel ne contient jamais le jeton.`}
        </p>
        <p>
          Qui a le lien voit le jeton, sans se connecter. Chaque affichage est enregistré, le premier vous est écrit, et
          vous pouvez révoquer le lien à tout moment.
        </p>
        <Form frame={frame} action={pageOf(jeton.jti, 'transmettre')}>
          <Field
            name="email"
            type="email"
            inputmode="email"
            label="Adresse e-mail du destinataire"
            hint="Une personne, plutôt qu’une boîte partagée. Par exemple : prenom.nom@mairie.example"
            value={typed.email}
            error={errors['email']}
          />
          <Field name="nom" label="Son nom" optional value={typed.nom} error={errors['nom']} />
          <p class="actions">
            <SubmitButton label="Envoyer le lien" />
            <a class="fr-btn fr-btn--secondary" href={pageOf(jeton.jti)}>
              Annuler
            </a>
          </p>
        </Form>
        <p>
          <a class="fr-link" href={pageOf(jeton.jti, 'liens')}>
            Liens déjà transmis
          </a>
        </p>
      </div>
    </Layout>
  );
}
