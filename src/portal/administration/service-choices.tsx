import type { Endpoint } from '../../core/endpoint.ts';
import type { FormReading } from '../shared/form-reading.ts';
import { byProvider } from '../shared/service-lists.ts';
import { CheckboxTree } from '../views/checkbox-tree.tsx';
import { fieldId } from '../views/fields.tsx';

interface ServiceChoicesProps {
  readonly endpoints: readonly Endpoint[];
  readonly checked: readonly string[];
  readonly error?: string | undefined;
}

/** The services concerned, under their provider: all of a provider's at once, or some. */
export function ServiceChoices({ endpoints, checked, error }: ServiceChoicesProps): JSX.Element {
  return (
    <CheckboxTree
      id={fieldId('services')}
      legend="Services concernés"
      error={error}
      groups={byProvider(endpoints).map(({ provider, services }, rank) => ({
        title: provider,
        all: { name: 'fournisseurs', value: String(rank), label: 'Tout le fournisseur' },
        options: services.map(({ name, title }) => ({
          name: 'services',
          value: name,
          label: title,
          checked: checked.includes(name),
        })),
      }))}
    />
  );
}

/** The services ticked, and those of the providers ticked whole. */
export function readServices(form: FormReading, endpoints: readonly Endpoint[]): string[] {
  const groups = byProvider(endpoints);
  const whole = form.several(
    'fournisseurs',
    groups.map((_group, rank) => String(rank)),
  );
  const names = groups.flatMap(({ services }, rank) => (whole.includes(String(rank)) ? services : []));
  const ticked = form.several(
    'services',
    endpoints.map(({ name }) => name),
  );
  const all = [...new Set([...names.map(({ name }) => name), ...ticked])];
  if (all.length === 0) form.refuse('services', 'Cochez au moins un service.');
  return all;
}
