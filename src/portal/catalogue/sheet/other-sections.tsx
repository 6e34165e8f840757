import { useCases } from '../../../papers/room-papers.ts';
import { inlineText } from '../../shared/inline-text.ts';
import { prose } from '../../shared/prose.ts';
import { AnchoredHeading } from '../../views/anchored-heading.tsx';
import { Badge } from '../../views/badge.tsx';
import { Table } from '../../views/table.tsx';
import type { Fiche } from '../fiche.ts';
import { openings, publics, usefulness } from '../words.ts';
import type { SheetContext } from './context.ts';

/** « Ce qu'il faut savoir », then the other parts of the sheet that have no section of their own. */
export function KnowledgeSection({ fiche: { parts }, context }: { fiche: Fiche; context: SheetContext }): JSX.Element {
  const told = parts.filter(({ title }) => title !== 'Erreurs propres' && title !== 'Questions');
  return (
    <section>
      {told.map(({ title, markdown }, rank) => {
        const id = rank === 0 ? 'a-savoir' : `a-savoir-${rank + 1}`;
        const deeper = rank === 0 ? 0 : 1;
        const safeText = prose(markdown, { anchor: id, deeper, caption: title, pageOf: context.pageOf });
        return (
          <>
            <AnchoredHeading level={rank === 0 ? 2 : 3} id={id} title={title} />
            <div class="texte">{safeText}</div>
          </>
        );
      })}
    </section>
  );
}

/** « Périmètre »: who the data is about, how fresh it is, who may have it. */
export function ScopeSection({ fiche: { sheet } }: { fiche: Fiche }): JSX.Element {
  const facts = [
    ['Entités couvertes', sheet.perimetre],
    ['Public concerné', sheet.publics.map((name) => publics[name]).join(', ')],
    ['Mise à jour', sheet.mise_a_jour],
    ['Ouverture', openings[sheet.ouverture][1]],
    ['Catégorie', sheet.categorie],
  ] as const;
  return (
    <section>
      <AnchoredHeading level={2} id="perimetre" title="Périmètre" />
      <dl class="faits-liste">
        {facts.map(([name, text]) => (
          <>
            <dt>{name}</dt>
            <dd>{inlineText(text)}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

const tones = { oui: 'success', a_etudier: 'info', non: 'plain', format: 'plain' } as const;

/** « Cas d’usage »: what the data is worth to each. */
export function UsesSection({ fiche: { sheet } }: { fiche: Fiche }): JSX.Element {
  const names: Readonly<Record<string, string>> = useCases;
  return (
    <section>
      <AnchoredHeading level={2} id="cas-usage" title="Cas d’usage" />
      <Table caption="Utilité de cette donnée" columns={['Cas d’usage', 'Utilité', 'Ce que cela veut dire']} folds>
        <tbody>
          {Object.entries(sheet.utilite).map(([use, value]) => (
            <tr>
              <th scope="row">
                {value === 'oui' ? (
                  <a href={`/catalogue?usage=${use}`} safe>
                    {names[use] ?? use}
                  </a>
                ) : (
                  <span safe>{names[use] ?? use}</span>
                )}
              </th>
              <td>
                <Badge tone={tones[value]} label={usefulness[value][0]} />
              </td>
              <td safe>{usefulness[value][1]}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** « Questions », as the sheet answers them. */
export function QuestionsSection({ fiche, context }: { fiche: Fiche; context: SheetContext }): JSX.Element {
  const markdown = fiche.parts.find(({ title }) => title === 'Questions')?.markdown ?? '';
  const safeText = prose(markdown, { anchor: 'question', caption: 'Questions', pageOf: context.pageOf });
  return (
    <section>
      <AnchoredHeading level={2} id="questions" title="Questions" />
      <div class="texte">{safeText}</div>
    </section>
  );
}

/** « Versions »: the address in service, its other spellings, those that are no more. */
export function VersionsSection({ fiche: { endpoint } }: { fiche: Fiche }): JSX.Element {
  const { path, aliases = [], former = [] } = endpoint;
  return (
    <section>
      <AnchoredHeading level={2} id="versions" title="Versions" />
      <Table caption="Adresses de cet endpoint" columns={['Adresse', 'État']} folds>
        <tbody>
          <AddressRow address={path} state="En service : version 2." />
          {aliases.map((alias) => (
            <AddressRow
              address={path.replace(endpoint.name, alias)}
              state="Autre écriture de la même adresse, acceptée."
            />
          ))}
          {former.map((address) => (
            <AddressRow address={address} state="Retirée : elle répond 404, avec l’adresse à employer." />
          ))}
        </tbody>
      </Table>
      <p>
        La description complète, à donner à vos outils&nbsp;: OpenAPI en <a href="/v2/open-api.yml">YAML</a> ou en{' '}
        <a href="/v2/open-api.json">JSON</a>.
      </p>
    </section>
  );
}

function AddressRow({ address, state }: { address: string; state: string }): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <code safe>{address}</code>
      </th>
      <td safe>{state}</td>
    </tr>
  );
}
