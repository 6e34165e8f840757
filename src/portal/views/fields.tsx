import type { Children } from '@kitajs/html';

/** What every field of one value has. */
interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with the value sent, and how to mend it. */
  readonly error?: string | undefined;
  readonly value?: string;
  /** Said in the label; a field is required otherwise. */
  readonly optional?: boolean;
  /** Of a search: neither required nor said optional. */
  readonly plain?: boolean;
}

/** The address of a field in its page: a summary of errors leads there. */
export function fieldId(name: string): string {
  return `champ-${name}`;
}

interface FieldProps extends FieldBase {
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'search' | 'datetime-local' | 'date' | 'number';
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'email' | 'url' | 'tel';
}

export function Field({ type = 'text', autocomplete, inputmode, ...base }: FieldProps): JSX.Element {
  return (
    <Group {...base} kind="input">
      <input
        class={base.error === undefined ? 'fr-input' : 'fr-input fr-input--error'}
        type={type}
        value={base.value ?? ''}
        {...(autocomplete === undefined ? {} : { autocomplete })}
        {...(inputmode === undefined ? {} : { inputmode })}
        {...control(base)}
      />
    </Group>
  );
}

export function TextArea({ rows = 6, ...base }: FieldBase & { readonly rows?: number }): JSX.Element {
  return (
    <Group {...base} kind="input">
      <textarea
        class={base.error === undefined ? 'fr-input' : 'fr-input fr-input--error'}
        rows={`${rows}`}
        {...control(base)}
        safe
      >
        {`\n${base.value ?? ''}`}
      </textarea>
    </Group>
  );
}

/** Date and time of a clock in France; `parisLocal` and `parseParisLocal` are its two ways. */
export function DateTimeField({ hint = '', ...base }: FieldBase): JSX.Element {
  return <Field {...base} hint={`${hint} Heure de Paris.`.trim()} type="datetime-local" />;
}

type Option = readonly [value: string, label: string];

interface SelectProps extends FieldBase {
  /** What the choice of nothing says. */
  readonly nothing?: string;
  readonly options?: readonly Option[];
  /** Choices under a title. */
  readonly groups?: readonly { readonly title: string; readonly options: readonly Option[] }[];
}

/** Starts on no choice, unless one is given. */
export function Select({ nothing = 'Choisir', options = [], groups = [], ...base }: SelectProps): JSX.Element {
  const value = base.value ?? '';
  return (
    <Group {...base} kind="select">
      <select class={base.error === undefined ? 'fr-select' : 'fr-select fr-select--error'} {...control(base)}>
        <option value="" selected={value === ''} safe>
          {nothing}
        </option>
        <Options options={options} value={value} />
        {groups.map((group) => (
          <optgroup label={group.title}>
            <Options options={group.options} value={value} />
          </optgroup>
        ))}
      </select>
    </Group>
  );
}

function Options({ options, value }: { options: readonly Option[]; value: string }): JSX.Element {
  return (
    <>
      {options.map(([one, label]) => (
        <option value={one} selected={one === value} safe>
          {label}
        </option>
      ))}
    </>
  );
}

function control({ name, error, optional, plain }: FieldBase) {
  return {
    id: fieldId(name),
    name,
    ...(optional || plain ? {} : { required: true }),
    ...(error === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': `${fieldId(name)}-erreur` }),
  };
}

interface GroupProps extends FieldBase {
  readonly kind: 'input' | 'select';
  readonly children?: Children;
}

function Group({ name, label, hint, error, optional, kind, children }: GroupProps): JSX.Element {
  return (
    <div class={`fr-${kind}-group${error === undefined ? '' : ` fr-${kind}-group--error`}`}>
      <label class="fr-label" for={fieldId(name)}>
        <span safe>{optional ? `${label} (optionnel)` : label}</span>
        {hint === undefined ? (
          ''
        ) : (
          <span class="fr-hint-text" safe>
            {hint}
          </span>
        )}
      </label>
      {children}
      {error === undefined ? (
        ''
      ) : (
        <p class="fr-error-text" id={`${fieldId(name)}-erreur`} safe>
          {error}
        </p>
      )}
    </div>
  );
}
