import { acceptedNames, type FileRule, kindWords, megabytes } from '../shared/sent-files.ts';
import { FileField } from '../views/file-field.tsx';

/** What may be attached to a ticket. */
export const captureRule: FileRule = { kinds: ['png', 'jpeg', 'webp', 'pdf'], maxBytes: 5_000_000 };
export const CAPTURE = 'capture';

interface CaptureFieldProps {
  readonly error: string | undefined;
  /** A file was chosen and the browser has forgotten it. */
  readonly wasSent: boolean;
}

/** A picture of what one sees. */
export function CaptureField({ error, wasSent }: CaptureFieldProps): JSX.Element {
  const again = wasSent && error === undefined ? 'Choisissez de nouveau votre fichier : il n’a pas été gardé. ' : '';
  return (
    <FileField
      name={CAPTURE}
      label="Capture d’écran ou document"
      hint={`${again}Taille maximale : ${megabytes(captureRule)}. Formats : ${kindWords(captureRule)}. Masquez-y tout jeton.`}
      accept={acceptedNames(captureRule)}
      error={error}
      optional
    />
  );
}
