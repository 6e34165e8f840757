import type { ProviderServices } from '../shared/service-lists.ts';
import { ServiceCheckboxes } from '../views/service-checkboxes.tsx';
import { ALL } from './wish.ts';

export interface ServicesFieldProps {
  readonly groups: readonly ProviderServices[];
  readonly checked: readonly string[];
  readonly error?: string | undefined;
}

/** The services to be told of. */
export function ServicesField({ groups, checked, error }: ServicesFieldProps): JSX.Element {
  const all = { value: ALL, label: 'Tous les services, ceux à venir compris' };
  return (
    <ServiceCheckboxes
      name="service"
      legend="Services à suivre"
      all={all}
      groups={groups}
      checked={checked}
      error={error}
    />
  );
}
