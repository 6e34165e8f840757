import type { Suivie } from '../../habilitations/suivi.ts';
import type { Habilitation, JetonAccorde } from '../../records/habilitations.ts';
import { dayOf } from '../shared/dates.ts';
import { Badge } from '../views/badge.tsx';
import { Table } from '../views/table.tsx';
import { delegationsOf } from './addresses.ts';
import { habilitationWords } from './words.ts';

/** What was granted on a request, the latest first, and the name of its token: never its value. */
export function Granted({ suivie, isMine }: { suivie: Suivie; isMine: boolean }): JSX.Element {
  const { habilitations, jetons } = suivie;
  if (habilitations.length === 0) return '';
  const inForce = habilitations.find(({ etat }) => etat === 'active');
  return (
    <>
      <h2 class="fr-mt-4w">{habilitations.length === 1 ? 'L’habilitation' : 'Les habilitations'}</h2>
      <Table
        caption="Ce qui a été accordé, le plus récent d’abord"
        columns={['Habilitation', 'État', 'Accordée le', 'Jeton']}
        folds
      >
        <tbody>
          {habilitations.map((habilitation) => (
            <GrantRow
              habilitation={habilitation}
              jetons={jetons.filter((jeton) => jeton.habilitation === habilitation.id)}
            />
          ))}
        </tbody>
      </Table>
      {isMine && inForce !== undefined ? (
        <p>
          <a class="fr-link" href={delegationsOf(inForce.id)}>
            Déléguer le suivi à mon éditeur de logiciel
          </a>
        </p>
      ) : (
        ''
      )}
    </>
  );
}

function GrantRow({
  habilitation: { id, numero, etat, accordee_le },
  jetons,
}: {
  habilitation: Habilitation;
  jetons: readonly JetonAccorde[];
}): JSX.Element {
  const { tone, label } = habilitationWords[etat];
  return (
    <tr>
      <th scope="row">
        <a href={`/compte/habilitations/${id}`} safe>
          {numero}
        </a>
      </th>
      <td>
        <Badge tone={tone} label={label} />
      </td>
      <td data-colonne="Accordée le" safe>
        {dayOf(accordee_le)}
      </td>
      <td data-colonne="Jeton" class="objet" safe>
        {jetons.map(jetonWords).join(' ; ')}
      </td>
    </tr>
  );
}

/** A token by its name, and until when it works. */
export function jetonWords({ sujet, expire_le, revoque_le, banni_le }: JetonAccorde): string {
  const ended = revoque_le ?? banni_le;
  return ended === null ? `${sujet}, jusqu’au ${dayOf(expire_le)}` : `${sujet}, refusé depuis le ${dayOf(ended)}`;
}
