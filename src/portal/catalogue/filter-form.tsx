import type { Facet } from './filters.ts';

/** The filters, each choice with the number of endpoints it leaves; folded on a phone. */
export function FilterForm({ facets, clearing }: { facets: readonly Facet[]; clearing: string }): JSX.Element {
  const active = facets.filter(({ chosen }) => chosen !== '').length;
  return (
    <details class="filtres" open={active > 0}>
      <summary safe>{active === 0 ? 'Filtrer' : `Filtrer (${active} filtre${active > 1 ? 's' : ''} en cours)`}</summary>
      <div class="filtres-champs">
        <p class="filtres-titre">Filtrer</p>
        {facets.map((facet) => (
          <FilterSelect facet={facet} />
        ))}
        <button class="fr-btn fr-btn--secondary" type="submit">
          Appliquer les filtres
        </button>
        {active === 0 ? (
          ''
        ) : (
          <p>
            <a class="fr-link" href={clearing}>
              Retirer les filtres
            </a>
          </p>
        )}
      </div>
    </details>
  );
}

function FilterSelect({ facet: { filter, chosen, options } }: { facet: Facet }): JSX.Element {
  return (
    <div class="fr-select-group">
      <label class="fr-label" for={filter.name} safe>
        {filter.label}
      </label>
      <select class="fr-select" id={filter.name} name={filter.name}>
        <option value="" safe>
          {filter.all}
        </option>
        {options.map(({ value, words, count }) => (
          <option value={value} selected={value === chosen} safe>
            {`${words} (${count})`}
          </option>
        ))}
      </select>
    </div>
  );
}
