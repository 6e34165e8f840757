import { Table } from '../views/table.tsx';

/** Fictional establishments that show each case (docs/bac-a-sable.md). */
export const sandboxUnits: readonly (readonly [siret: string, about: string])[] = [
  ['10010001500013', 'société : la demande se remplit'],
  ['10010002300017', 'entrepreneuse individuelle : la demande se remplit'],
  ['10010005600017', 'établissement fermé : la demande se remplit, et le dit'],
  ['10045100400012', 'non diffusible : rien ne s’affiche'],
  ['10030100100010', 'remplacé par un autre SIRET'],
  ['10040400300012', 'inconnu'],
  ['10050300200014', 'fournisseur en panne : à la main'],
];

/** In a sandbox no real establishment is known: which ones to try. */
export function SandboxUnits(): JSX.Element {
  return (
    <details class="fr-mb-3w">
      <summary>Bac à sable&nbsp;: quels SIRET essayer</summary>
      <Table caption="Établissements fictifs" columns={['SIRET', 'Ce qui se passe']} folds>
        <tbody>
          {sandboxUnits.map(([siret, about]) => (
            <tr>
              <th scope="row" safe>
                {siret}
              </th>
              <td safe>{about}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
