/** What a page with a console loads. */
export function ConsoleHead(): JSX.Element {
  return (
    <>
      <link rel="stylesheet" href="/statique/appel.css" />
      <script defer src="/statique/copier.js" />
      <script defer src="/statique/appel.js" />
    </>
  );
}
