import { rappelDesPrecisions } from '../../../habilitations/motif-dit.ts';
import type { Demande } from '../../../records/demandes.ts';
import { Alert } from '../../views/alert.tsx';
import { ConfirmPage } from '../../views/confirm.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { TextArea } from '../../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { addressOf } from './view.ts';

const trailTo = (demande: Demande) =>
  [
    ['/', 'Accueil'],
    ['/instruction', 'Instruction'],
    [addressOf(demande), demande.numero],
  ] as const;

interface RefusalProps {
  readonly frame: Frame;
  readonly demande: Demande;
  readonly texte: string;
}

/** The refusal as the applicant will read it, before it leaves. */
export function refusalPage({ frame, demande, texte }: RefusalProps): JSX.Element {
  const { precisions_demandees_le: asked, version } = demande;
  return (
    <ConfirmPage
      frame={frame}
      trail={trailTo(demande)}
      title={`Refuser la demande ${demande.numero} ?`}
      action={addressOf(demande, '/decision')}
      values={{ version: String(version), acte: 'refuser', confirme: 'oui', texte }}
      label="Refuser la demande"
      back={addressOf(demande)}
      backLabel="Revenir à la demande"
    >
      <p>
        {demande.reouverture
          ? 'L’habilitation accordée avant reste en vigueur, avec son jeton.'
          : 'L’usager pourra faire une autre demande, mais celle-ci ne s’ouvrira plus.'}{' '}
        Il lira :
      </p>
      <p class="avis texte-saisi" safe>
        {asked === null ? texte : `${rappelDesPrecisions(asked)}\n\n${texte}`}
      </p>
    </ConfirmPage>
  );
}

export type ActeConfirme = 'revoquer' | 'archiver' | 'annuler_reouverture';

interface ActWords {
  readonly title: string;
  readonly follows: string;
  readonly label: string;
  /** Whether the applicant is told why. */
  readonly motif: boolean;
}

const actWords: Readonly<Record<ActeConfirme, ActWords>> = {
  revoquer: {
    title: 'Révoquer l’habilitation de la demande',
    follows:
      'Ses jetons sont refusés aussitôt, partout. On ne revient pas en arrière : l’organisation devra faire une autre demande.',
    label: 'Révoquer l’habilitation',
    motif: true,
  },
  archiver: {
    title: 'Archiver la demande',
    follows: 'Elle quitte la file et les listes de l’usager. Seul un administrateur la lira encore.',
    label: 'Archiver la demande',
    motif: false,
  },
  annuler_reouverture: {
    title: 'Annuler la réouverture de la demande',
    follows: 'La demande redevient ce qui a été accordé. Ce que l’usager a changé depuis est perdu.',
    label: 'Annuler la réouverture',
    motif: false,
  },
};

interface ActProps {
  readonly frame: Frame;
  readonly demande: Demande;
  readonly acte: ActeConfirme;
  readonly motif: string;
  readonly errors: FieldErrors;
  readonly refusal: string | null;
}

/** Asks before an act that cannot be undone, and why when the applicant has to be told. */
export function actPage({ frame, demande, acte, motif, errors, refusal }: ActProps): JSX.Element {
  const words = actWords[acte];
  const title = `${words.title} ${demande.numero} ?`;
  return (
    <Layout
      frame={frame}
      title={title}
      trail={trailTo(demande)}
      isError={refusal !== null || Object.keys(errors).length > 0}
    >
      <h1 safe>{title}</h1>
      <ErrorSummary errors={errors} />
      {refusal === null ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        <strong safe>{demande.intitule}</strong>
      </p>
      <p safe>{words.follows}</p>
      <div class="colonne">
        <Form frame={frame} action={addressOf(demande, `/actes/${acte}`)}>
          <HiddenField name="version" value={String(demande.version)} />
          {words.motif ? (
            <TextArea
              name="motif"
              label="Motif"
              hint="L’usager le lit dans le courriel qui le prévient."
              value={motif}
              error={errors['motif']}
            />
          ) : (
            ''
          )}
          <p class="actions">
            <SubmitButton label={words.label} />
            <a class="fr-btn fr-btn--secondary" href={addressOf(demande)}>
              Revenir à la demande
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}

export function acteConfirme(text: string): ActeConfirme | null {
  return (['revoquer', 'archiver', 'annuler_reouverture'] as const).find((acte) => acte === text) ?? null;
}

export function asksReason(acte: ActeConfirme): boolean {
  return actWords[acte].motif;
}
