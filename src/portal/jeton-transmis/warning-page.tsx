import type { Ouvert } from '../../jetons/transmission/ouverture.ts';
import { dateTimeOf, lengthOf } from '../shared/dates.ts';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { trail } from './dead-pages.tsx';

interface WarningPageProps {
  readonly frame: Frame;
  readonly cle: string;
  readonly ouvert: Ouvert;
}

/** Before the token is shown: from whom, for how long, and what it is. Nothing is shown by looking at this page. */
export function warningPage({ frame, cle, ouvert }: WarningPageProps): JSX.Element {
  const { lien, jeton, demandeur, maintenant } = ouvert;
  return (
    <Layout frame={frame} title="Un jeton vous est transmis" trail={trail}>
      <h1>Un jeton vous est transmis</h1>
      <dl class="fiche fiche-pliante">
        <dt>Jeton</dt>
        <dd safe>{jeton.sujet}</dd>
        <dt>De la part de</dt>
        <dd safe>{`${demandeur.prenom} ${demandeur.nom} (${demandeur.email})`.trim()}</dd>
        <dt>Envoyé à</dt>
        <dd safe>{lien.email}</dd>
        <dt>Ce lien fonctionne</dt>
        <dd safe>
          {`jusqu’au ${dateTimeOf(lien.expire_le)}, encore ${lengthOf(lien.expire_le.getTime() - maintenant.getTime())}`}
        </dd>
      </dl>
      <div class="colonne">
        <p>
          Un jeton ouvre des données protégées au nom de l’administration qui l’a demandé. Ne l’affichez que si vous
          êtes chargé de l’installer, et que personne d’autre ne voit votre écran.
        </p>
        <p>
          Chaque affichage est enregistré, avec sa date et votre adresse IP, et montré à qui vous l’a transmis. Vous
          pouvez l’afficher plusieurs fois avant la fin du lien.
        </p>
      </div>
      <Form frame={frame} action={`/jeton/${encodeURIComponent(cle)}`}>
        <p>
          <SubmitButton label="Afficher le jeton" />
        </p>
      </Form>
    </Layout>
  );
}
