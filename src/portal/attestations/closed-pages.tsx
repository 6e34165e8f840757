import type { Usage } from '../../attestations/acces.ts';
import type { Issue } from '../../attestations/issue.ts';
import { consultationsParHeure } from '../../attestations/regles.ts';
import type { HabilitationUtilisable } from '../../records/agents-habilites.ts';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { ATTESTATIONS, attestationsTrail, CODE, CONSULTATIONS, formOf } from './addresses.ts';

type Closed = Extract<Usage, { etat: 'fermee' }>;

const closedWords: Readonly<Record<Closed['pourquoi'], readonly [title: string, what: string]>> = {
  revoquee: [
    'Cette habilitation est révoquée',
    'Plus rien ne peut être consulté en son nom. La personne qui a fait la demande d’accès sait pourquoi.',
  ],
  obsolete: [
    'Cette habilitation a été remplacée',
    'Une nouvelle habilitation a pris sa place : c’est sous elle que vous consultez désormais.',
  ],
  sans_jeton: [
    'Le jeton de cette habilitation ne fonctionne plus',
    'Il a expiré, ou il a été retiré. Prévenez la personne qui a fait la demande d’accès : elle seule peut le renouveler.',
  ],
};

/** A grant that one may use, and that opens nothing any more. */
export function closedPage(frame: Frame, { habilitation, pourquoi }: Closed): JSX.Element {
  const [title, what] = closedWords[pourquoi];
  return (
    <Layout frame={frame} title={title} isError trail={attestationsTrail} here={habilitation.numero}>
      <h1 safe>{title}</h1>
      <p safe>{`Rien n’a été consulté. ${what}`}</p>
      <p safe>{`Habilitation ${habilitation.numero}, ${habilitation.intitule}.`}</p>
      <WaysOut label="Mes habilitations" href={ATTESTATIONS} />
    </Layout>
  );
}

type Unmade = Exclude<Issue, { etat: 'faite' }>;

/** A form that was not, or not again, followed by calls. */
export function unmadePage(frame: Frame, issue: Unmade, { id, numero }: HabilitationUtilisable): JSX.Element {
  const [title, what] = unmadeWords(issue);
  return (
    <Layout frame={frame} title={title} isError trail={[...attestationsTrail, [formOf(id), numero]]} here="Refus">
      <h1 safe>{title}</h1>
      <p safe>{what}</p>
      {issue.etat === 'bannie' ? (
        <p>
          <a href="/compte/bannissement">Refus et bannissements</a>
        </p>
      ) : (
        ''
      )}
      <WaysOut label="Nouvelle consultation" href={formOf(id)} />
    </Layout>
  );
}

function unmadeWords(issue: Unmade): readonly [string, string] {
  switch (issue.etat) {
    case 'trop':
      return [
        'Trop de consultations en une heure',
        `Vous en avez fait ${consultationsParHeure} en une heure, et rien de plus n’a été consulté. Recommencez dans ${issue.minutes} minute${issue.minutes > 1 ? 's' : ''}. Pour traiter une longue liste, il faut un logiciel relié à l’API.`,
      ];
    case 'deja':
      return [
        'Cette consultation a déjà été faite',
        'Le même formulaire est arrivé deux fois : il n’a servi qu’une fois. Ses documents sont dans vos consultations ; pour relire une réponse, refaites-en une.',
      ];
    case 'bannie':
      return [
        'Votre adresse est bannie',
        'Rien n’a été consulté. L’adresse d’où vous vous connectez a fait trop d’appels : elle ne reçoit plus aucune réponse, jusqu’à une heure fixée que personne ne peut avancer.',
      ];
    case 'occupee':
      return [
        'Trop de consultations en ce moment',
        'Rien n’a été consulté : beaucoup d’agents consultent à la fois. Recommencez dans une minute.',
      ];
  }
}

function WaysOut({ label, href }: { label: string; href: string }): JSX.Element {
  return (
    <p class="actions">
      <a class="fr-btn" href={href} safe>
        {label}
      </a>
      <a class="fr-btn fr-btn--secondary" href={CONSULTATIONS}>
        Mes consultations
      </a>
    </p>
  );
}

interface FactorPageProps {
  readonly frame: Frame;
  /** Where one comes back to. */
  readonly back: string;
  /** Whether the account has a second factor, that this session has not given. */
  readonly isOn: boolean;
  /** What the identity provider is called; null without one. */
  readonly provider: string | null;
  readonly errors?: FieldErrors;
}

/** What has to be proved before anything is looked up. */
export function factorNeededPage({ frame, back, isOn, provider, errors = {} }: FactorPageProps): JSX.Element {
  const title = 'Prouvez d’abord que c’est vous';
  const isError = Object.keys(errors).length > 0;
  return (
    <Layout frame={frame} title={title} isError={isError} trail={attestationsTrail}>
      <div class="colonne">
        <h1>{title}</h1>
        <ErrorSummary errors={errors} />
        <p>
          Consulter donne accès à des données protégées, en votre nom&nbsp;: un mot de passe seul ne suffit pas. Rien
          n’a été consulté.
        </p>
        {isOn ? <CodeForm frame={frame} back={back} errors={errors} /> : <TurnOn back={back} />}
        {provider === null ? (
          ''
        ) : (
          <p safe>{`Vous pouvez aussi vous déconnecter, puis vous reconnecter avec ${provider}.`}</p>
        )}
      </div>
    </Layout>
  );
}

function CodeForm({ frame, back, errors }: Pick<FactorPageProps, 'frame' | 'back'> & { errors: FieldErrors }) {
  return (
    <Form frame={frame} action={CODE}>
      <HiddenField name="retour" value={back} />
      <Field
        name="code"
        label="Code"
        hint="Celui de votre téléphone, ou un code de secours"
        autocomplete="one-time-code"
        error={errors['code']}
      />
      <SubmitButton label="Continuer" />
    </Form>
  );
}

function TurnOn({ back }: { back: string }): JSX.Element {
  const address = `/compte/securite/double-authentification?${new URLSearchParams({ retour: back })}`;
  return (
    <>
      <p>
        Activez la double authentification&nbsp;: deux minutes, une seule fois. Vous reviendrez ensuite ici. Les fois
        suivantes, le code vous sera demandé quand vous vous connecterez.
      </p>
      <p>
        <a class="fr-btn" href={address}>
          Activer la double authentification
        </a>
      </p>
    </>
  );
}
