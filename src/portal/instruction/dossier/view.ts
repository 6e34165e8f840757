import type { Acte } from '../../../habilitations/etats.ts';
import { type Formulaire, formulaireDe, formulaireEnvoye } from '../../../habilitations/formulaire.ts';
import type { Alentours } from '../../../habilitations/instruction.ts';
import type { Dossier } from '../../../habilitations/lecture.ts';
import type { Compte } from '../../../records/comptes.ts';
import type { Demande } from '../../../records/demandes.ts';
import type { EtatDemande } from '../../../records/tables/demandes.ts';
import { textOf } from '../../shared/form-body.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import type { Frame } from '../../views/frame.ts';
import type { Waiting } from '../desk.tsx';

/** What the fields of the page hold. */
export interface DossierValues {
  readonly texte: string;
  readonly modele: string;
  readonly corps: string;
  readonly modele_message: string;
  readonly rapporteur: string;
  readonly question: string;
  readonly reponse: string;
  /** The field remarked upon, and the remark. */
  readonly champ: string;
  readonly remarque: string;
}

/** What has just been done, or could not be. */
export interface Shown {
  readonly values?: Partial<DossierValues>;
  readonly errors?: FieldErrors;
  readonly refusal?: string | null;
  readonly done?: string | null;
  /** What the reader should know of what was done, when it is no error. */
  readonly warning?: string | null;
}

/** All that the page of a request shows. */
export interface DossierView extends Required<Omit<Shown, 'values'>> {
  readonly frame: Frame;
  readonly waiting: Waiting;
  readonly lecteur: Compte;
  readonly dossier: Dossier;
  readonly alentours: Alentours;
  /** What this reader may do now, and where it leads. */
  readonly acts: ReadonlyMap<Acte, EtatDemande>;
  /** He is its applicant: he reads it here, and decides nothing. */
  readonly own: boolean;
  readonly values: DossierValues;
  readonly publicUrl: string;
  readonly now: Date;
}

export function addressOf({ id }: Pick<Demande, 'id'>, rest = ''): string {
  return `/instruction/demandes/${id}${rest}`;
}

/** What is instructed: the form as it was last sent, whatever its applicant is writing meanwhile. */
export function formulaireLu(demande: Demande): Formulaire {
  return formulaireEnvoye(demande.contenu_envoye) ?? formulaireDe(demande);
}

export const blankValues: DossierValues = {
  texte: '',
  modele: '',
  corps: '',
  modele_message: '',
  rapporteur: '',
  question: '',
  reponse: '',
  champ: '',
  remarque: '',
};

/** The fields as they were sent: nothing typed is lost. */
export function sentValues(body: unknown): DossierValues {
  const champ = textOf(body, 'champ');
  return {
    texte: textOf(body, 'texte'),
    modele: textOf(body, 'modele'),
    corps: textOf(body, 'corps'),
    modele_message: textOf(body, 'modele_message'),
    rapporteur: textOf(body, 'rapporteur'),
    question: textOf(body, 'question'),
    reponse: textOf(body, 'reponse'),
    champ,
    remarque: champ === '' ? '' : textOf(body, `remarque_${champ}`),
  };
}
