import type { Children } from '@kitajs/html';

/** A list of facts, each under its name. */
export function Facts({ children }: { children?: Children }): JSX.Element {
  return <dl class="mentions">{children}</dl>;
}

/** What the file of the mentions says; when it says nothing, that it does not. */
export function Fact({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <>
      <dt safe>{name}</dt>
      <dd>{value === '' ? <em>Non renseigné par l’exploitant</em> : <span safe>{value}</span>}</dd>
    </>
  );
}
