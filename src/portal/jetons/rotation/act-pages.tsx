import { type Delai, delais } from '../../../jetons/rotation/delais.ts';
import type { Rotation } from '../../../jetons/rotation/lecture.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { RadioGroup } from '../../views/choices.tsx';
import { ConfirmPage } from '../../views/confirm.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { accountTrail } from '../consommation/words.ts';
import { overviewOf, rotationOf } from './words.ts';

interface ActPageProps {
  readonly frame: Frame;
  readonly rotation: Rotation;
}

const trailTo = ({ jeton: { jti, sujet } }: Rotation) =>
  [
    ...accountTrail,
    ['/compte/jetons', 'Mes jetons'],
    [overviewOf(jti), sujet],
    [rotationOf(jti), 'Fuite et remplacement'],
  ] as const;

const hints: Readonly<Record<Delai, string>> = {
  aucun: 'La seule réponse sûre. Les programmes qui l’emploient sont arrêtés tant qu’ils n’ont pas le nouveau.',
  heure: 'Le temps de changer un programme ou deux.',
  jour: 'Si rien ne montre que quelqu’un d’autre s’en sert.',
  semaine: 'Pour un doute seulement : qui l’a trouvé peut s’en servir jusque-là.',
};

/** From when on a token that has leaked is to be refused. */
export function leakPage({ frame, rotation, errors }: ActPageProps & { readonly errors: FieldErrors }): JSX.Element {
  const { jeton, actes, maintenant } = rotation;
  const title = 'Votre jeton a fuité : quand le retirer ?';
  const allowed = Object.entries(delais).filter(([name, { ms }]) =>
    name === 'aucun' ? true : actes.fuiteDifferee && maintenant.getTime() + ms < jeton.expire_le.getTime(),
  );
  return (
    <Layout frame={frame} title={title} isError={Object.keys(errors).length > 0} trail={trailTo(rotation)}>
      <div class="colonne">
        <h1>Votre jeton a fuité&nbsp;: quand le retirer&nbsp;?</h1>
        <ErrorSummary errors={errors} />
        <p>
          Un remplaçant est créé aussitôt, avec les mêmes droits et la même fin. Un délai peut ensuite être abrégé,
          jamais allongé ni annulé.
        </p>
        {actes.fuiteDifferee ? (
          ''
        ) : (
          <p>
            Le jeton que celui-ci remplace fonctionne encore&nbsp;: celui-ci ne peut être retiré que tout de suite, car
            deux jetons au plus fonctionnent côte à côte.
          </p>
        )}
        <Form frame={frame} action={rotationOf(jeton.jti, '/fuite')}>
          <RadioGroup
            name="delai"
            legend="Retirer le jeton"
            checked=""
            error={errors['delai']}
            options={allowed.map(([value, { label }]) => ({ value, label, hint: hintOf(value) }))}
          />
          <p class="actions">
            <SubmitButton label="Continuer" />
            <a class="fr-btn fr-btn--secondary" href={rotationOf(jeton.jti)}>
              Annuler
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}

function hintOf(name: string): string {
  return Object.entries(hints).find(([known]) => known === name)?.[1] ?? '';
}

/** The same, before it is done. */
export function confirmLeakPage({ frame, rotation, delai }: ActPageProps & { readonly delai: Delai }): JSX.Element {
  const { jeton, maintenant } = rotation;
  const { ms } = delais[delai];
  const end = new Date(maintenant.getTime() + ms);
  return (
    <ConfirmPage
      frame={frame}
      trail={trailTo(rotation)}
      title={ms === 0 ? 'Retirer ce jeton tout de suite ?' : `Retirer ce jeton le ${dateTimeOf(end)} ?`}
      action={rotationOf(jeton.jti, '/fuite')}
      values={{ delai, confirme: 'oui' }}
      label={ms === 0 ? 'Retirer ce jeton tout de suite' : 'Prévoir le retrait'}
      back={rotationOf(jeton.jti)}
    >
      <ul class="colonne">
        <li safe>
          {ms === 0
            ? `« ${jeton.sujet} » est refusé (401) partout dans les deux secondes. On ne revient pas en arrière.`
            : `« ${jeton.sujet} » fonctionne jusqu’au ${dateTimeOf(end)}, puis il est refusé (401). Vous pourrez abréger ce délai, pas revenir en arrière.`}
        </li>
        <li>
          Son remplaçant est valable aussitôt&nbsp;: vous en verrez la valeur dans «&nbsp;Mes jetons&nbsp;», vous seul.
        </li>
        <li>Vous, le contact technique et le contact métier recevez un courriel, sans la valeur.</li>
      </ul>
    </ConfirmPage>
  );
}

/** Before the next token is made. */
export function nextPage({ frame, rotation }: ActPageProps): JSX.Element {
  const { jeton } = rotation;
  return (
    <ConfirmPage
      frame={frame}
      trail={trailTo(rotation)}
      title="Préparer votre prochain jeton ?"
      action={rotationOf(jeton.jti, '/prochain')}
      label="Préparer mon prochain jeton"
      back={rotationOf(jeton.jti)}
    >
      <ul class="colonne">
        <li safe>{`« ${jeton.sujet} » continue de fonctionner : rien ne s’arrête.`}</li>
        <li
          safe
        >{`Le prochain est valable aussitôt, avec les mêmes droits et la même fin, le ${dateTimeOf(jeton.expire_le)} : ce n’est pas un renouvellement.`}</li>
        <li>Le contact technique et le contact métier en sont prévenus, sans la valeur.</li>
        <li>Vous retirerez l’ancien quand plus rien ne l’emploie.</li>
      </ul>
    </ConfirmPage>
  );
}

/** Before a token is withdrawn by its requester. */
export function withdrawPage({ frame, rotation }: ActPageProps): JSX.Element {
  const { jeton, trafic } = rotation;
  const busy = trafic.adresses.filter(({ ancien }) => (ancien?.aujourdhui ?? 0) > 0);
  return (
    <ConfirmPage
      frame={frame}
      trail={trailTo(rotation)}
      title="Retirer ce jeton maintenant ?"
      action={rotationOf(jeton.jti, '/retirer')}
      label="Retirer ce jeton maintenant"
      back={rotationOf(jeton.jti)}
    >
      <ul class="colonne">
        <li
          safe
        >{`« ${jeton.sujet} » est refusé (401) partout dans les deux secondes. On ne revient pas en arrière.`}</li>
        <li safe>
          {busy.length === 0
            ? 'Aucune adresse ne l’a employé aujourd’hui.'
            : `Il sert encore : des appels sont venus aujourd’hui de ${busy.map(({ adresse }) => adresse).join(', ')}. Les programmes qui s’y trouvent seront arrêtés.`}
        </li>
        <li>Vous, le contact technique et le contact métier recevez un courriel.</li>
      </ul>
    </ConfirmPage>
  );
}
