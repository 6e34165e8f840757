import { titresContacts } from '../../../habilitations/champs.ts';
import { contacts, type Personne } from '../../../habilitations/contenu.ts';
import type { Formulaire } from '../../../habilitations/formulaire.ts';
import type { Demandeur } from '../../../records/demandeurs-de-jetons.ts';
import { Badge } from '../../views/badge.tsx';
import { Table } from '../../views/table.tsx';

interface ContactsProps {
  readonly demandeur: Demandeur;
  readonly accorde: Formulaire;
  /** The e-mail of who reads. */
  readonly lecteur: string;
}

/** Whom the habilitation names, as it was granted; « c’est vous » for who reads. */
export function Contacts({ demandeur, accorde, lecteur }: ContactsProps): JSX.Element {
  const { prenom, nom, email } = demandeur;
  return (
    <Table caption="Personnes nommées par l’habilitation" columns={['Rôle', 'Nom', 'Adresse e-mail']} folds>
      <tbody>
        <Contact as="Demandeur" name={`${prenom} ${nom}`.trim()} email={email} lecteur={lecteur} />
        {contacts.map((contact) => {
          const personne = accorde.contenu[contact];
          return (
            <Contact as={titresContacts[contact]} name={nameOf(personne)} email={personne.email} lecteur={lecteur} />
          );
        })}
      </tbody>
    </Table>
  );
}

const nameOf = ({ prenom, nom, fonction }: Personne) =>
  [`${prenom} ${nom}`.trim(), fonction].filter((part) => part !== '').join(', ');

interface ContactProps {
  readonly as: string;
  readonly name: string;
  readonly email: string;
  readonly lecteur: string;
}

function Contact({ as, name, email, lecteur }: ContactProps): JSX.Element {
  const isReader = email.trim().toLowerCase() === lecteur;
  return (
    <tr>
      <th scope="row" safe>
        {as}
      </th>
      <td data-colonne="Nom">
        <span safe>{name === '' ? '–' : name}</span> {isReader ? <Badge tone="info" label="C’est vous" /> : ''}
      </td>
      <td class="adresse" data-colonne="Adresse e-mail" safe>
        {email === '' ? '–' : email}
      </td>
    </tr>
  );
}
