interface Box {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly checked?: boolean;
}

interface CheckboxTreeProps {
  /** Of the first box, where a summary of errors leads. */
  readonly id: string;
  readonly legend: string;
  readonly error?: string | undefined;
  readonly groups: readonly {
    readonly title: string;
    /** Ticks the whole group. */
    readonly all: Box;
    readonly options: readonly Box[];
  }[];
}

/** Many boxes, folded by group; a group that has a box ticked is open. A group of one needs no « all ». */
export function CheckboxTree({ id, legend, error, groups }: CheckboxTreeProps): JSX.Element {
  const described = error === undefined ? {} : { 'aria-describedby': `${id}-erreur` };
  return (
    <fieldset
      class={error === undefined ? 'fr-fieldset' : 'fr-fieldset fr-fieldset--error'}
      id={id}
      tabindex="-1"
      aria-labelledby={`${id}-legende`}
      {...described}
    >
      <legend class="fr-fieldset__legend" id={`${id}-legende`} safe>
        {legend}
      </legend>
      {groups.map(({ title, all, options }, rank) => {
        const ticked = options.filter(({ checked }) => checked).length;
        return (
          <details class="fr-fieldset__element arbre" open={ticked > 0}>
            <summary safe>{ticked === 0 ? title : `${title} (${ticked} sur ${options.length})`}</summary>
            {options.length < 2 ? '' : <BoxLine id={`${id}-${rank}`} box={all} about={title} />}
            {options.map((box, position) => (
              <BoxLine id={`${id}-${rank}-${position}`} box={box} />
            ))}
          </details>
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

function BoxLine({ id, box, about }: { id: string; box: Box; about?: string }): JSX.Element {
  return (
    <div class="fr-checkbox-group fr-checkbox-group--sm fr-my-1w">
      <input type="checkbox" id={id} name={box.name} value={box.value} checked={box.checked === true} />
      <label class="fr-label" for={id}>
        <span safe>{box.label}</span>
        {about === undefined ? '' : <span class="fr-sr-only" safe>{` : ${about}`}</span>}
      </label>
    </div>
  );
}
