import type { Children } from '@kitajs/html';
import { Form, HiddenField, SubmitButton } from './form.tsx';
import type { Frame } from './frame.ts';
import { Layout } from './layout.tsx';

interface ConfirmProps {
  readonly frame: Frame;
  readonly trail: readonly (readonly [string, string])[];
  /** What is about to be done, as a question. */
  readonly title: string;
  /** Where the confirmation is sent, and with what. */
  readonly action: string;
  readonly values?: Readonly<Record<string, string>>;
  /** What the button does, as a verb: never « Oui ». */
  readonly label: string;
  /** Where one goes back to without doing anything. */
  readonly back: string;
  /** Where « Annuler » would be taken for what is asked. */
  readonly backLabel?: string;
  /** What will follow, and whether it can be undone. */
  readonly children?: Children;
}

/** A page that asks before doing what cannot be undone. */
export function ConfirmPage({
  frame,
  trail,
  title,
  action,
  values,
  label,
  back,
  backLabel = 'Annuler',
  children,
}: ConfirmProps): JSX.Element {
  return (
    <Layout frame={frame} title={title} trail={trail}>
      <h1 safe>{title}</h1>
      {children}
      <Form frame={frame} action={action}>
        {Object.entries(values ?? {}).map(([name, value]) => (
          <HiddenField name={name} value={value} />
        ))}
        <p class="actions">
          <SubmitButton label={label} />
          <a class="fr-btn fr-btn--secondary" href={back} safe>
            {backLabel}
          </a>
        </p>
      </Form>
    </Layout>
  );
}
