/** The field and the button of a search; the form around them says where it goes. */
export function SearchField({ label, value = '' }: { label: string; value?: string }): JSX.Element {
  return (
    <div class="fr-search-bar fr-search-bar--lg">
      <label class="fr-label" for="q" safe>
        {label}
      </label>
      <input
        class="fr-input"
        type="search"
        id="q"
        name="q"
        value={value}
        placeholder={label}
        maxlength="200"
        autocomplete="off"
      />
      <button class="fr-btn" type="submit">
        Rechercher
      </button>
    </div>
  );
}
