/** A datum that may be asked for. */
export interface DataBox {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  /** Who gives it, and whether it is protected. */
  readonly hint: string;
  readonly checked: boolean;
  /** Why it cannot be changed; null when it can. */
  readonly locked: string | null;
  /** What to know before ticking it. */
  readonly advice: string | null;
  readonly sheets: readonly { readonly href: string; readonly title: string }[];
  /** The field of its reason, where one is due. */
  readonly reason: { readonly name: string; readonly value: string; readonly error: string | undefined } | null;
}

interface DataBoxesProps {
  /** Where a summary of errors leads. */
  readonly id: string;
  readonly name: string;
  readonly legend: string;
  readonly error: string | undefined;
  readonly groups: readonly {
    readonly title: string;
    readonly boxes: readonly DataBox[];
    /** Seen at once, whatever is ticked. */
    readonly open?: boolean;
  }[];
}

/** Data to tick, folded by category; a category that has one ticked, or to be mended, is open. */
export function DataBoxes({ id, name, legend, error, groups }: DataBoxesProps): JSX.Element {
  const described = error === undefined ? {} : { 'aria-describedby': `${id}-erreur` };
  return (
    <fieldset class="fr-fieldset" id={id} tabindex="-1" aria-labelledby={`${id}-legende`} {...described}>
      <legend class="fr-fieldset__legend" id={`${id}-legende`} safe>
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
      {groups.map(({ title, boxes, open }) => {
        const ticked = boxes.filter(({ checked }) => checked).length;
        const isOpen = open === true || ticked > 0 || boxes.some(({ reason }) => reason?.error !== undefined);
        return (
          <details class="fr-fieldset__element arbre donnees-groupe" open={isOpen}>
            <summary safe>{`${title} (${ticked} sur ${boxes.length})`}</summary>
            <fieldset class="donnees-cases">
              <legend class="fr-sr-only" safe>
                {title}
              </legend>
              {boxes.map((box) => (
                <Box name={name} box={box} />
              ))}
            </fieldset>
          </details>
        );
      })}
    </fieldset>
  );
}

function Box({ name, box }: { name: string; box: DataBox }): JSX.Element {
  const { id, value, label, hint, checked, locked, advice, sheets, reason } = box;
  const about = locked === null && advice === null ? {} : { 'aria-describedby': `${id}-note` };
  return (
    <div class="donnee">
      <div class="fr-checkbox-group fr-checkbox-group--sm">
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          checked={checked}
          disabled={locked !== null}
          {...about}
        />
        <label class="fr-label" for={id}>
          <span safe>{label}</span>
          <span class="fr-hint-text" safe>
            {hint}
          </span>
        </label>
      </div>
      <div class="donnee-suite">
        {locked === null && advice === null ? (
          ''
        ) : (
          <p class="donnee-note" id={`${id}-note`} safe>
            {locked ?? advice}
          </p>
        )}
        {sheets.length === 0 ? (
          ''
        ) : (
          <p class="fr-mb-0">
            {sheets.map(({ href, title }) => (
              <a class="fr-link fr-link--sm donnee-fiche" href={href}>
                Fiche<span class="fr-sr-only" safe>{` : ${title}`}</span>
              </a>
            ))}
          </p>
        )}
        {reason === null ? '' : <Reason label={label} reason={reason} />}
      </div>
    </div>
  );
}

/** Shown once its box is ticked, by the style sheet; at once in a browser that cannot. */
function Reason({ label, reason }: { label: string; reason: NonNullable<DataBox['reason']> }): JSX.Element {
  const { name, value, error } = reason;
  const id = `champ-${name}`;
  const described = error === undefined ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-erreur` };
  return (
    <div class={`donnee-motif fr-input-group${error === undefined ? '' : ' fr-input-group--error'}`}>
      <label class="fr-label" for={id}>
        <span>Pourquoi en avez-vous besoin&nbsp;?</span>
        <span class="fr-sr-only" safe>{` (${label})`}</span>
        <span class="fr-hint-text">Si vous la cochez&nbsp;: la décision qu’elle permet de prendre, en une phrase.</span>
      </label>
      <textarea
        class={`fr-input${error === undefined ? '' : ' fr-input--error'}`}
        id={id}
        name={name}
        rows="2"
        {...described}
        safe
      >
        {`\n${value}`}
      </textarea>
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
