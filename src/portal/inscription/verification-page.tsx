import type { Compte } from '../../records/comptes.ts';
import { nameOf } from '../shared/session.ts';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

const trail = [
  ['/', 'Accueil'],
  ['/inscription', 'Créer un compte'],
] as const;

/** Opening the link of a mail verifies nothing: machines open links too. */
export function verificationPage(frame: Frame, compte: Compte, key: string): JSX.Element {
  return (
    <Layout frame={frame} title="Vérifier votre adresse" trail={trail}>
      <h1>Vérifier votre adresse</h1>
      <dl class="fiche">
        <dt>Compte de</dt>
        <dd safe>{nameOf(compte)}</dd>
        <dt>Adresse e-mail</dt>
        <dd safe>{compte.email}</dd>
      </dl>
      <Form frame={frame} action={`/inscription/verification/${key}`}>
        <SubmitButton label="C’est bien mon compte, et mon adresse" />
      </Form>
      <p class="fr-mt-4w">
        Si vous n’avez pas demandé ce compte, fermez cette page&nbsp;: il ne s’ouvrira pas, et il sera effacé.
      </p>
    </Layout>
  );
}

/** A link that opens nothing: too old, already used, replaced by another, or cut in its mail. */
export function deadVerificationPage(frame: Frame): JSX.Element {
  return (
    <Layout frame={frame} title="Ce lien n’est plus valable" isError trail={trail}>
      <h1>Ce lien n’est plus valable</h1>
      <p>
        Un lien de vérification sert une fois, dans les 24&nbsp;heures, et seul le dernier envoyé fonctionne. Si vous
        l’avez déjà suivi, votre adresse est vérifiée&nbsp;: connectez-vous.
      </p>
      <p class="actions">
        <a class="fr-btn" href="/connexion">
          Se connecter
        </a>
        <a class="fr-btn fr-btn--secondary" href="/inscription/lien">
          Recevoir un nouveau lien
        </a>
      </p>
    </Layout>
  );
}
