import type { Demande } from '../../records/demandes.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import type { Frame } from '../views/frame.ts';
import { demandeTrail, pageOf } from './addresses.ts';

interface Confirmation {
  readonly acte: 'rouvrir' | 'annuler_reouverture' | 'archiver';
  readonly title: string;
  /** What will follow. */
  readonly text: string;
  readonly label: string;
  readonly done: string;
  /** The request is not his to read any more. */
  readonly leaves?: true;
}

/** What is asked again before it is done, by the end of its address. */
export const confirmations: Readonly<Record<string, Confirmation>> = {
  rouvrir: {
    acte: 'rouvrir',
    title: 'Modifier ce qui est accordé ?',
    text: 'La demande redevient un brouillon que vous modifiez, puis renvoyez : elle est instruite de nouveau. Pendant ce temps l’habilitation reste en vigueur et son jeton fonctionne. Une fois validée, un nouveau jeton porte les nouveaux droits, et l’ancien garde les siens jusqu’à sa fin.',
    label: 'Rouvrir la demande',
    done: 'rouverte',
  },
  'annuler-la-reouverture': {
    acte: 'annuler_reouverture',
    title: 'Annuler la réouverture ?',
    text: 'Ce que vous avez modifié depuis la réouverture est perdu. L’habilitation reste comme elle était.',
    label: 'Annuler la réouverture',
    done: 'reouverture-annulee',
  },
  archiver: {
    acte: 'archiver',
    title: 'Archiver cette demande ?',
    text: 'Elle quitte vos listes, et vous ne pourrez plus ni la lire ni l’envoyer. Cela ne s’annule pas.',
    label: 'Archiver la demande',
    done: 'archivee',
    leaves: true,
  },
};

interface ConfirmPageProps {
  readonly frame: Frame;
  readonly demande: Demande;
  readonly page: string;
  readonly confirmation: Confirmation;
}

export function confirmPage({ frame, demande, page, confirmation }: ConfirmPageProps): JSX.Element {
  const { title, text, label } = confirmation;
  return (
    <ConfirmPage
      frame={frame}
      trail={demandeTrail(demande)}
      title={title}
      action={pageOf(demande.id, page)}
      values={{ version: String(demande.version) }}
      label={label}
      back={pageOf(demande.id)}
      backLabel="Ne rien changer"
    >
      <p safe>{`« ${demande.intitule} », demande ${demande.numero}.`}</p>
      <p class="texte" safe>
        {text}
      </p>
    </ConfirmPage>
  );
}
