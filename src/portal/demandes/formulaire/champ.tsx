import type { DemandePiece } from '../../../records/demande-pieces.ts';
import { acceptedNames, megabytes } from '../../shared/sent-files.ts';
import { fieldId } from '../../views/fields.tsx';
import { FileField } from '../../views/file-field.tsx';
import { SubmitButton } from '../../views/form.tsx';
import { adresse } from './options.ts';
import { type Ecrit, pdfRule } from './section.ts';

/** What the instructor remarked upon a field, above it. */
export function Remarque({ ecrit, champ }: { ecrit: Ecrit; champ: string }): JSX.Element {
  const remarques = ecrit.remarques.get(champ) ?? [];
  if (remarques.length === 0) return '';
  return (
    <div class="remarque">
      <p class="fr-mb-1v">
        <strong>Remarque de l’instructeur</strong>
      </p>
      {remarques.map((text) => (
        <p class="texte-saisi fr-mb-0" safe>
          {text}
        </p>
      ))}
    </div>
  );
}

interface PieceProps {
  readonly ecrit: Ecrit;
  readonly champ: string;
  readonly genre: DemandePiece['genre'];
  readonly label: string;
  readonly hint: string;
  readonly optional?: boolean;
}

/** A file of the form: the one in force, to read, replace or take away; or a field to attach one. */
export function Piece({ ecrit, champ, genre, label, hint, optional }: PieceProps): JSX.Element {
  const piece = ecrit.pieces.find((one) => one.genre === genre);
  const rule = `PDF, ${megabytes(pdfRule)} au plus.`;
  return (
    <div class="piece">
      {piece === undefined ? '' : <Jointe id={ecrit.id} piece={piece} label={label} />}
      <FileField
        name={champ}
        label={piece === undefined ? label : `${label} : remplacer`}
        hint={`${hint} ${rule}`}
        accept={acceptedNames(pdfRule)}
        error={ecrit.errors[champ]}
        {...(optional || piece !== undefined ? { optional: true } : {})}
      />
    </div>
  );
}

function Jointe({ id, piece, label }: { id: string; piece: DemandePiece; label: string }): JSX.Element {
  return (
    <div class="piece-jointe">
      <p class="fr-mb-0">
        <span safe>{`${label}, jointe : `}</span>
        <a href={adresse(id, `pieces/${piece.id}`)} safe>
          {`${piece.nom} (${weight(piece.taille)})`}
        </a>
      </p>
      <SubmitButton rank="tertiary" label="Retirer" about={piece.nom} name="suite" value={`retirer:${piece.genre}`} />
    </div>
  );
}

function weight(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} ko` : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} Mo`;
}

/** A place of the page that a summary of errors leads to, where there is no field. */
export const ancre = (champ: string) => ({ id: fieldId(champ), tabindex: '-1' });
