import { fieldId } from './fields.tsx';

interface ServiceCheckboxesProps {
  readonly name: string;
  readonly legend: string;
  /** The box for all of them. */
  readonly all: { readonly value: string; readonly label: string };
  readonly groups: readonly {
    readonly provider: string;
    readonly services: readonly { readonly name: string; readonly title: string }[];
  }[];
  readonly checked: readonly string[];
  readonly error?: string | undefined;
}

/** All services, or those that one ticks, found under their providers. */
export function ServiceCheckboxes({ name, legend, all, groups, checked, error }: ServiceCheckboxesProps): JSX.Element {
  const id = fieldId(name);
  return (
    <fieldset class="fr-fieldset" {...(error === undefined ? {} : { 'aria-describedby': `${id}-erreur` })}>
      <legend class="fr-fieldset__legend fr-h5" safe>
        {legend}
      </legend>
      {error === undefined ? (
        ''
      ) : (
        <div class="fr-fieldset__element">
          <p class="fr-message fr-message--error" id={`${id}-erreur`} safe>
            {error}
          </p>
        </div>
      )}
      <Box id={id} name={name} value={all.value} label={all.label} checked={checked.includes(all.value)} />
      <div class="fr-fieldset__element services">
        {groups.map(({ provider, services }) => (
          <fieldset class="fr-fieldset">
            <legend class="fr-fieldset__legend--regular fr-fieldset__legend" safe>
              {provider}
            </legend>
            {services.map((service) => (
              <Box
                id={`${id}-${service.name}`}
                name={name}
                value={service.name}
                label={service.title}
                checked={checked.includes(service.name)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}

interface BoxProps {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly checked: boolean;
}

function Box({ id, name, value, label, checked }: BoxProps): JSX.Element {
  return (
    <div class="fr-fieldset__element">
      <div class="fr-checkbox-group fr-checkbox-group--sm">
        <input type="checkbox" id={id} name={name} value={value} checked={checked} />
        <label class="fr-label" for={id} safe>
          {label}
        </label>
      </div>
    </div>
  );
}
