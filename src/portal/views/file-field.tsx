import { fieldId } from './fields.tsx';

interface FileFieldProps {
  readonly name: string;
  readonly label: string;
  /** Its kinds and its size, first of all. */
  readonly hint: string;
  /** Extensions, as `.png,.pdf`. */
  readonly accept: string;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  readonly multiple?: boolean;
}

/** Files to send along: its form is `withFiles`. */
export function FileField({ name, label, hint, accept, error, optional, multiple }: FileFieldProps): JSX.Element {
  const id = fieldId(name);
  return (
    <div class={`fr-upload-group${error === undefined ? '' : ' fr-upload-group--error'}`}>
      <label class="fr-label" for={id}>
        <span safe>{optional ? `${label} (optionnel)` : label}</span>
        <span class="fr-hint-text" safe>
          {hint}
        </span>
      </label>
      <input
        class="fr-upload"
        type="file"
        id={id}
        name={name}
        accept={accept}
        {...(multiple ? { multiple: true } : {})}
        {...(optional ? {} : { required: true })}
        {...(error === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': `${id}-erreur` })}
      />
      {error === undefined ? (
        ''
      ) : (
        <p class="fr-error-text" id={`${id}-erreur`} safe>
          {error}
        </p>
      )}
    </div>
  );
}
