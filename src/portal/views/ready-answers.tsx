import { fieldId } from './fields.tsx';

interface ReadyAnswerSelectProps {
  readonly name: string;
  /** The name of the field that a text is put into. */
  readonly into: string;
  readonly value: string;
  readonly groups: readonly {
    readonly title: string;
    readonly options: readonly { readonly value: string; readonly label: string; readonly text: string }[];
  }[];
}

/** A text to choose and put into a field; its button sends the form with `geste=inserer`, or a script does it in place. */
export function ReadyAnswerSelect({ name, into, value, groups }: ReadyAnswerSelectProps): JSX.Element {
  const id = fieldId(name);
  return (
    <div class="modeles-choix" data-dans={fieldId(into)}>
      <div class="fr-select-group">
        <label class="fr-label" for={id}>
          Modèle de réponse (optionnel)
        </label>
        <select class="fr-select" id={id} name={name}>
          <option value="">Aucun</option>
          {groups.map(({ title, options }) => (
            <optgroup label={title}>
              {options.map((option) => (
                <option value={option.value} selected={option.value === value} data-texte={option.text} safe>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <button class="fr-btn fr-btn--secondary" type="submit" name="geste" value="inserer">
        Insérer le modèle
      </button>
    </div>
  );
}
