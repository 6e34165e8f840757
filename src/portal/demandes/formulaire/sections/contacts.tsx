import { titresContacts } from '../../../../habilitations/champs.ts';
import { type Contact, type Personne, contacts as roles } from '../../../../habilitations/contenu.ts';
import { champContact } from '../../../../habilitations/controles/contacts.ts';
import type { Profil } from '../../../../records/profils.ts';
import { RadioGroup } from '../../../views/choices.tsx';
import { Field } from '../../../views/fields.tsx';
import { SubmitButton } from '../../../views/form.tsx';
import { Remarque } from '../champ.tsx';
import type { Envoi } from '../envoi.ts';
import type { Ecrit, PageSection } from '../section.ts';

const ME = 'moi:';

/** Who answers for the processing, the project and the integration. */
export const contacts: PageSection = {
  intro: 'Quatre rôles ; une même personne peut en tenir plusieurs. Chacune est prévenue quand l’accès est accordé.',
  Champs,
  lire: (envoi, { formulaire: { contenu }, demandeur }) => ({
    contenu: {
      responsable_traitement: readPerson(envoi, 'responsable_traitement', contenu.responsable_traitement, demandeur),
      delegue_protection: readPerson(envoi, 'delegue_protection', contenu.delegue_protection, demandeur),
      contact_metier: readPerson(envoi, 'contact_metier', contenu.contact_metier, demandeur),
      contact_technique: readPerson(envoi, 'contact_technique', contenu.contact_technique, demandeur),
    },
  }),
};

function readPerson(envoi: Envoi, contact: Contact, kept: Personne, me: Profil): Personne {
  const { email, prenom, nom, telephone, fonction } = me;
  if (envoi.suite === `${ME}${contact}`) return { genre: 'personne', email, prenom, nom, telephone, fonction };
  const line = (part: keyof Personne) => envoi.ligne(champContact(contact, part), kept[part]);
  return {
    genre: teams.includes(contact)
      ? envoi.choix(champContact(contact, 'genre'), ['personne', 'equipe'], kept.genre)
      : 'personne',
    prenom: line('prenom'),
    nom: line('nom'),
    fonction: line('fonction'),
    email: line('email'),
    telephone: line('telephone'),
  };
}

/** Whose messages a shared mailbox may receive. */
const teams: readonly Contact[] = ['contact_metier', 'contact_technique'];

const help: Readonly<Record<Contact, string>> = {
  responsable_traitement:
    'Il décide à quoi servent les données dans votre organisation, et en fait partie : maire, directeur, président, ou son représentant.',
  delegue_protection:
    'Le DPD (ou DPO) est désigné par votre organisation ; il peut être mutualisé. Il est obligatoire dans le secteur public : sans lui, votre demande a très peu de chances d’aboutir. Faites-le désigner, ou rapprochez-vous d’un délégué mutualisé, avant d’envoyer.',
  contact_metier: 'Il répond du projet, et reçoit les nouveautés, les incidents majeurs et les rappels d’échéance.',
  contact_technique:
    'Il reçoit les évolutions techniques, les incidents, les maintenances et les rappels avant la fin du jeton.',
};

const TEAM_ADVICE =
  'Conseil : donnez une boîte partagée, par exemple equipe-web@mairie.example. Si une personne seule part, plus personne ne lit les rappels avant la fin du jeton.';

function Champs(ecrit: Ecrit): JSX.Element {
  return (
    <>
      {roles.map((contact) => (
        <Role ecrit={ecrit} contact={contact} />
      ))}
    </>
  );
}

function Role({ ecrit, contact }: { ecrit: Ecrit; contact: Contact }): JSX.Element {
  const { formulaire, errors } = ecrit;
  const personne = formulaire.contenu[contact];
  const title = titresContacts[contact];
  const isTeam = personne.genre === 'equipe';
  const parts = teams.includes(contact) ? teamFields : personFields;
  return (
    <fieldset class="contact" id={contact} aria-labelledby={`${contact}-titre`}>
      <legend id={`${contact}-titre`} class="fr-h5 fr-mb-1w" safe>
        {title}
      </legend>
      <p class="fr-mb-2w" safe>
        {help[contact]}
      </p>
      {contact === 'contact_technique' && !isTeam ? <p class="conseil fr-mb-2w">{TEAM_ADVICE}</p> : ''}
      <Remarque ecrit={ecrit} champ={contact} />
      <p class="fr-mb-2w">
        <SubmitButton rank="tertiary" label="C’est moi" about={`: ${title}`} name="suite" value={`${ME}${contact}`} />
      </p>
      {teams.includes(contact) ? (
        <RadioGroup
          name={champContact(contact, 'genre')}
          legend="Une personne, ou une boîte partagée"
          error={errors[champContact(contact, 'genre')]}
          checked={personne.genre}
          options={[
            { value: 'personne', label: 'Une personne' },
            { value: 'equipe', label: 'Une équipe', hint: 'Laissez le prénom et la fonction vides.' },
          ]}
        />
      ) : (
        ''
      )}
      <div class="contact-champs">
        {parts.map(({ part, label, type }) => (
          <Field
            name={champContact(contact, part)}
            label={label}
            type={type}
            value={personne[part]}
            error={errors[champContact(contact, part)]}
            plain
          />
        ))}
      </div>
    </fieldset>
  );
}

interface PartField {
  readonly part: Exclude<keyof Personne, 'genre'>;
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel';
}

const personFields: readonly PartField[] = [
  { part: 'prenom', label: 'Prénom', type: 'text' },
  { part: 'nom', label: 'Nom', type: 'text' },
  { part: 'fonction', label: 'Fonction', type: 'text' },
  { part: 'email', label: 'Adresse e-mail', type: 'email' },
  { part: 'telephone', label: 'Téléphone', type: 'tel' },
];

const teamFields = personFields.map((field) =>
  field.part === 'nom' ? { ...field, label: 'Nom, ou nom de l’équipe' } : field,
);
