import { dayOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { ConfirmPage } from '../views/confirm.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

export const CALENDRIER = '/compte/calendrier';

const TITLE = 'Calendrier de la fin de mes jetons';
const above = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
] as const;

interface CalendarPageProps {
  readonly frame: Frame;
  /** Since when there is an address; null when there is none. */
  readonly depuis: Date | null;
  readonly isClosed: boolean;
}

export function calendarPage({ frame, depuis, isClosed }: CalendarPageProps): JSX.Element {
  return (
    <Layout frame={frame} title={TITLE} path={CALENDRIER} trail={above}>
      <div class="colonne">
        <h1>{TITLE}</h1>
        {isClosed ? <Alert kind="success" title="L’adresse est fermée : elle n’ouvre plus rien" fresh /> : ''}
        <p>
          Votre agenda peut s’abonner à la fin de vos jetons&nbsp;: chacune y paraît un jour entier, avec un rappel 30
          jours puis 7 jours avant. Un jeton renouvelé ou nouveau y vient seul.
        </p>
        <p>
          L’adresse du calendrier est secrète&nbsp;: qui l’a lit le nom de vos jetons et leur fin, jamais leur valeur.
        </p>
        {depuis === null ? (
          <Form frame={frame} action={CALENDRIER}>
            <SubmitButton label="Créer mon adresse de calendrier" />
          </Form>
        ) : (
          <>
            <p
              safe
            >{`Vous avez une adresse depuis le ${dayOf(depuis)}. Elle n’a été montrée qu’une fois\u00a0: nous n’en gardons qu’une empreinte.`}</p>
            <p class="actions">
              <a class="fr-btn fr-btn--secondary" href={`${CALENDRIER}/changer`}>
                Changer d’adresse
              </a>
              <a class="fr-btn fr-btn--secondary" href={`${CALENDRIER}/fermer`}>
                Fermer l’adresse
              </a>
            </p>
          </>
        )}
        <p>
          <a class="fr-link" href="/compte/jetons">
            Mes jetons
          </a>
        </p>
      </div>
    </Layout>
  );
}

/** What is asked again before an agenda that reads the address reads nothing any more. */
export const confirmations = {
  changer: (frame: Frame) => (
    <ConfirmPage
      frame={frame}
      trail={[...above, [CALENDRIER, TITLE]]}
      title={'Changer l’adresse du calendrier\u00a0?'}
      action={CALENDRIER}
      label="Changer d’adresse"
      back={CALENDRIER}
      backLabel="Ne rien changer"
    >
      <p>
        L’adresse d’aujourd’hui cesse aussitôt de fonctionner&nbsp;: les agendas qui la lisent devront être abonnés à la
        nouvelle. À faire si elle a été vue par quelqu’un d’autre, ou si vous l’avez perdue.
      </p>
    </ConfirmPage>
  ),
  fermer: (frame: Frame) => (
    <ConfirmPage
      frame={frame}
      trail={[...above, [CALENDRIER, TITLE]]}
      title={'Fermer l’adresse du calendrier\u00a0?'}
      action={`${CALENDRIER}/fermer`}
      label="Fermer l’adresse"
      back={CALENDRIER}
      backLabel="Ne rien changer"
    >
      <p>Les agendas qui la lisent ne recevront plus rien. Vous pourrez en créer une autre quand vous voudrez.</p>
    </ConfirmPage>
  ),
} as const;

export function isConfirmation(text: string): text is keyof typeof confirmations {
  return Object.hasOwn(confirmations, text);
}

/** The address, told once. */
export function newAddressPage({ frame, address }: { frame: Frame; address: string }): JSX.Element {
  return (
    <Layout frame={frame} title="Votre adresse de calendrier" trail={[...above, [CALENDRIER, TITLE]]}>
      <div class="colonne">
        <h1>Votre adresse de calendrier</h1>
        <Alert kind="success" title="L’adresse est prête" fresh>
          <p>Copiez-la maintenant&nbsp;: elle ne sera plus montrée.</p>
        </Alert>
        <p>
          <code class="secret" safe>
            {address}
          </code>
        </p>
        <p>
          Dans votre agenda, choisissez «&nbsp;S’abonner à un calendrier&nbsp;» (ou «&nbsp;Ajouter par URL&nbsp;») et
          collez-la. N’en faites part à personne&nbsp;: chacun peut créer la sienne.
        </p>
        <p>
          <a class="fr-link" href={CALENDRIER}>
            J’ai copié l’adresse
          </a>
        </p>
      </div>
    </Layout>
  );
}
