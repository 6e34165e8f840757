import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';

const trail = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
] as const;

interface EmailChange {
  readonly frame: Frame;
  readonly from: string;
  readonly to: string;
  readonly key: string;
}

/** Opening the link of a mail changes nothing: machines open links too. */
export function confirmEmailPage({ frame, from, to, key }: EmailChange): JSX.Element {
  return (
    <Layout frame={frame} title="Confirmer votre nouvelle adresse" trail={trail}>
      <h1>Confirmer votre nouvelle adresse</h1>
      <dl class="fiche">
        <dt>Adresse actuelle</dt>
        <dd safe>{from}</dd>
        <dt>Nouvelle adresse</dt>
        <dd safe>{to}</dd>
      </dl>
      <Form frame={frame} action={`/adresse/${key}`}>
        <SubmitButton label="Changer d’adresse" />
      </Form>
      <p class="fr-mt-4w">Si vous n’avez rien demandé, fermez cette page&nbsp;: rien ne changera.</p>
    </Layout>
  );
}

export function emailChangedPage(frame: Frame): JSX.Element {
  return (
    <Layout frame={frame} title="Votre adresse est changée" trail={trail}>
      <h1>Votre adresse est changée</h1>
      <p>C’est avec elle que vous vous connecterez désormais. L’ancienne adresse en est avertie.</p>
      <p>
        <a class="fr-btn" href="/compte/profil">
          Voir mon profil
        </a>
      </p>
    </Layout>
  );
}

export function deadEmailPage(frame: Frame, why: 'over' | 'taken'): JSX.Element {
  return (
    <Layout frame={frame} title="Ce lien n’est plus valable" isError trail={trail}>
      <h1>Ce lien n’est plus valable</h1>
      {why === 'over' ? (
        <p>
          Un lien de confirmation sert une fois, dans les 24&nbsp;heures, et seul le dernier envoyé fonctionne. Si vous
          l’avez déjà suivi, votre adresse est changée.
        </p>
      ) : (
        <p>Un compte a été ouvert entre-temps avec cette adresse. La vôtre n’a pas changé.</p>
      )}
      <p>
        <a class="fr-btn" href="/compte/profil">
          Voir mon profil
        </a>
      </p>
    </Layout>
  );
}
