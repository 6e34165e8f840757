import { Alert } from '../views/alert.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { aboveKeyed } from './confirm-page.tsx';

interface SecretPageProps {
  readonly frame: Frame;
  readonly url: string;
  readonly secret: string;
  readonly key: string;
}

/** How a receiver knows that a call is ours; shown with the secret, and in the documentation. */
export const verification = `import { createHmac, timingSafeEqual } from 'node:crypto';

// headers : les en-têtes reçus ; body : le corps reçu, tel quel, avant toute lecture du JSON.
export function vientDuService(headers, body, secret, maintenant = Date.now()) {
  const horodatage = headers['webhook-timestamp'];
  if (Math.abs(maintenant / 1000 - Number(horodatage)) > 300) return false;
  const cle = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const attendue = createHmac('sha256', cle)
    .update(headers['webhook-id'] + '.' + horodatage + '.' + body)
    .digest();
  const recue = Buffer.from(String(headers['webhook-signature']).slice('v1,'.length), 'base64');
  return recue.length === attendue.length && timingSafeEqual(recue, attendue);
}
`;

/** The secret of a webhook, shown this once. */
export function secretPage({ frame, url, secret, key }: SecretPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Votre webhook est actif" trail={aboveKeyed}>
      <h1>Votre webhook est actif</h1>
      <Alert kind="warning" title="Copiez ce secret maintenant : il ne sera plus affiché" fresh>
        <p>
          <code class="secret" safe>
            {secret}
          </code>
        </p>
      </Alert>
      <p>
        Chaque nouvelle est envoyée en JSON, par POST, à <code safe>{url}</code>. Répondez 2xx dans les dix secondes
        (sinon l’envoi est retenté pendant une vingtaine d’heures, avec le même <code>Webhook-Id</code>), ou 410 pour ne
        plus rien recevoir.
      </p>
      <h2>Vérifier qu’un appel vient de nous</h2>
      <p>
        Les appels sont signés selon Standard Webhooks, que des bibliothèques savent vérifier dans la plupart des
        langages. En Node.js, sans bibliothèque&nbsp;:
      </p>
      <pre tabindex="0">
        <code>{verification}</code>
      </pre>
      <p>
        <a class="fr-link" href={`/abonnements/preferences/${key}`}>
          Changer les services suivis ou arrêter ces envois
        </a>{' '}
        (ce lien vous est aussi envoyé par courriel).
      </p>
    </Layout>
  );
}
