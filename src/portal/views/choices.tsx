import { fieldId } from './fields.tsx';

interface ChoicesProps {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly options: readonly Choice[];
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** Several choices, or none. */
export function CheckboxGroup({ checked, ...props }: ChoicesProps & { checked: readonly string[] }): JSX.Element {
  return <Choices {...props} type="checkbox" isChecked={(value) => checked.includes(value)} />;
}

/** One choice among a few, all of them seen. */
export function RadioGroup({ checked, ...props }: ChoicesProps & { checked: string }): JSX.Element {
  return <Choices {...props} type="radio" isChecked={(value) => value === checked} />;
}

interface AllChoicesProps extends ChoicesProps {
  readonly type: 'checkbox' | 'radio';
  readonly isChecked: (value: string) => boolean;
}

/** The first choice has the address of the field: a summary of errors leads to it. */
function Choices({ type, name, legend, hint, error, options, isChecked }: AllChoicesProps): JSX.Element {
  const id = fieldId(name);
  const described = error === undefined ? {} : { 'aria-describedby': `${id}-erreur` };
  return (
    <fieldset
      class={error === undefined ? 'fr-fieldset' : 'fr-fieldset fr-fieldset--error'}
      aria-labelledby={`${id}-legende`}
      {...described}
    >
      <legend class="fr-fieldset__legend fr-fieldset__legend--regular" id={`${id}-legende`}>
        <span safe>{legend}</span>
        {hint === undefined ? (
          ''
        ) : (
          <span class="fr-hint-text" safe>
            {hint}
          </span>
        )}
      </legend>
      {options.map(({ value, label, hint: about }, index) => {
        const choiceId = index === 0 ? id : `${id}-${index}`;
        return (
          <div class="fr-fieldset__element">
            <div class={`fr-${type}-group`}>
              <input type={type} id={choiceId} name={name} value={value} checked={isChecked(value)} />
              <label class="fr-label" for={choiceId}>
                <span safe>{label}</span>
                {about === undefined ? (
                  ''
                ) : (
                  <span class="fr-hint-text" safe>
                    {about}
                  </span>
                )}
              </label>
            </div>
          </div>
        );
      })}
      {error === undefined ? (
        ''
      ) : (
        <div class="fr-messages-group">
          <p class="fr-message fr-message--error" id={`${id}-erreur`} safe>
            {error}
          </p>
        </div>
      )}
    </fieldset>
  );
}
