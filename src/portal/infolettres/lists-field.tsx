import { letterLists, listWords } from '../../letters/lists.ts';
import type { ListeLettre } from '../../records/tables/letters.ts';
import { CheckboxGroup } from '../views/choices.tsx';

interface ListsFieldProps {
  readonly checked: readonly ListeLettre[];
  readonly error?: string | undefined;
}

const options = letterLists.map((value) => ({ value, label: listWords[value].name, hint: listWords[value].about }));

/** The letters to receive. None is ticked for anyone. */
export function ListsField({ checked, error }: ListsFieldProps): JSX.Element {
  return <CheckboxGroup name="liste" legend="Lettres à recevoir" options={options} checked={checked} error={error} />;
}
