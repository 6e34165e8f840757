interface ServiceSelectProps {
  readonly groups: readonly {
    readonly provider: string;
    readonly services: readonly { readonly name: string; readonly title: string }[];
  }[];
  readonly chosen: string | null;
}

/** One service, found under its provider. */
export function ServiceSelect({ groups, chosen }: ServiceSelectProps): JSX.Element {
  return (
    <div class="fr-select-group">
      <label class="fr-label" for="service">
        Service
      </label>
      <select class="fr-select" id="service" name="service">
        <option value="">Tous</option>
        {groups.map(({ provider, services }) => (
          <optgroup label={provider}>
            {services.map(({ name, title }) => (
              <option value={name} selected={name === chosen} safe>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
