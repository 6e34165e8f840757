import { champParCle } from '../../habilitations/champs.ts';
import type { Suivie } from '../../habilitations/suivi.ts';
import { fieldOf } from './addresses.ts';

/** Remarks on a field, made since the last sending: each leads to its field while it can be changed. */
export function Remarks({ suivie, isOpen }: { suivie: Suivie; isOpen: boolean }): JSX.Element {
  const { demande, messages } = suivie;
  const awaiting =
    demande.etat === 'a_modifier'
      ? messages.filter(
          ({ cote, champ, le }) =>
            cote === 'instruction' && champ !== null && le.getTime() >= (demande.envoyee_le?.getTime() ?? 0),
        )
      : [];
  if (awaiting.length === 0) return '';
  return (
    <section aria-labelledby="remarques">
      <h2 class="fr-h5" id="remarques" safe>
        {awaiting.length === 1
          ? 'Une remarque attend votre réponse'
          : `${awaiting.length} remarques attendent votre réponse`}
      </h2>
      <ul>
        {awaiting.map(({ champ, corps }) => (
          <li>
            <FieldName demande={demande.id} champ={champ ?? ''} isOpen={isOpen} />
            &nbsp;:{' '}
            <span class="texte-saisi" safe>
              {corps}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The field that something is about, by its label. */
export function FieldName(props: { demande: string; champ: string; isOpen: boolean }): JSX.Element {
  const { demande, champ, isOpen } = props;
  const label = champParCle.get(champ)?.libelle ?? champ;
  const href = isOpen ? fieldOf(demande, champ) : null;
  if (href === null) return <strong safe>{label}</strong>;
  return (
    <a href={href} safe>
      {label}
    </a>
  );
}
