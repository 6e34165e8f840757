import { inlineText } from '../../shared/inline-text.ts';
import { AnchoredHeading } from '../../views/anchored-heading.tsx';
import { Table } from '../../views/table.tsx';
import type { Fiche } from '../fiche.ts';
import { type AddressPiece, addressPieces, exampleCall, type Parameter, parametersOf } from './call.ts';
import type { SheetContext } from './context.ts';
import { snippets } from './snippets.ts';

/** « Appeler »: the address, each parameter, a call to copy in five languages. */
export function CallSection({ fiche, context }: { fiche: Fiche; context: SheetContext }): JSX.Element {
  const { endpoint } = fiche;
  return (
    <section>
      <AnchoredHeading level={2} id="appeler" title="Appeler" />
      <p>
        Un <code>GET</code> à cette adresse&nbsp;; ce qui est entre accolades est à remplacer.
      </p>
      <p class="adresse-appel">
        {addressPieces(fiche, context.publicUrl).map((piece) => (
          <Piece piece={piece} />
        ))}
      </p>
      <Table caption="Paramètres de l’appel" columns={['Paramètre', 'Ce que c’est', 'Exemple']} folds>
        <tbody>
          {parametersOf(fiche).map((parameter) => (
            <ParameterRow parameter={parameter} />
          ))}
        </tbody>
      </Table>
      <p>
        Droit nécessaire&nbsp;:{' '}
        {endpoint.scopes.map((scope, rank) => (
          <>
            {rank > 0 ? ' ou ' : ''}
            <code safe>{scope}</code>
          </>
        ))}
        . Les droits de votre jeton sont donnés par <code>/v2/privileges</code>.
      </p>
      <AnchoredHeading level={3} id="premier-appel" title="Un appel à copier" />
      <p>
        Chaque exemple lit le jeton dans la variable d’environnement <code>JETON</code>&nbsp;: il n’est ainsi écrit dans
        aucun programme.{' '}
        {context.sandbox ? 'Dans ce bac à sable, un jeton d’essai vous attend :' : 'Dans un terminal :'}
      </p>
      <pre tabindex="0">
        <code safe>{`export JETON="${context.token}"`}</code>
      </pre>
      {snippets(exampleCall(fiche, context.publicUrl)).map(({ language, run, code }, rank) => (
        <details class="extrait" name="extraits" open={rank === 0}>
          <summary safe>{language}</summary>
          <p class="extrait-lancer" safe>
            {run}
          </p>
          <pre tabindex="0" data-copier={`l’exemple ${language}`}>
            <code safe>{code}</code>
          </pre>
        </details>
      ))}
    </section>
  );
}

function Piece({ piece }: { piece: AddressPiece }): JSX.Element {
  if (piece.kind === 'fixe') return <span safe>{piece.text}</span>;
  return (
    <a class="adresse-variable" href={`#parametre-${piece.name}`} safe>
      {`{${piece.name}}`}
    </a>
  );
}

const places: Readonly<Record<Parameter['place'], string>> = {
  adresse: 'dans l’adresse',
  requete: 'après le « ? »',
  'en-tete': 'en-tête',
};

function ParameterRow({ parameter }: { parameter: Parameter }): JSX.Element {
  const { name, place, required, description, example, otherSpellings } = parameter;
  return (
    <tr id={`parametre-${name}`}>
      <th scope="row">
        <code safe>{name}</code>
        <span class="parametre-place" safe>
          {`${places[place]}, ${required ? 'obligatoire' : 'facultatif'}`}
        </span>
      </th>
      <td>
        {inlineText(description)}
        <Spellings names={otherSpellings} />
      </td>
      <td>
        {example === '' ? (
          ''
        ) : (
          <>
            <span class="mot-plie">Exemple&nbsp;: </span>
            <code safe>{example}</code>
          </>
        )}
      </td>
    </tr>
  );
}

function Spellings({ names }: { names: readonly string[] }): JSX.Element {
  if (names.length === 0) return <></>;
  return inlineText(` Autre écriture acceptée : ${names.map((name) => `\`${name}\``).join(', ')}.`);
}
