import type { Rotation } from '../../../jetons/rotation/lecture.ts';
import { dateTimeOf, dayOf } from '../../shared/dates.ts';
import { JetonState, shortJti } from '../../shared/jeton-state.tsx';
import { counted } from '../consommation/words.ts';
import { overviewOf, rotationOf, sinceWords, whyWords } from './words.ts';

/** Where the token stands, and the one beside it. */
export function StateSection({ rotation }: { rotation: Rotation }): JSX.Element {
  const { etat, jeton, remplacant, remplace, trafic } = rotation;
  return (
    <>
      <p>
        <JetonState etat={etat} /> <span safe>{`${shortJti(jeton.jti)}, délivré le ${dayOf(jeton.cree_le)}.`}</span>
      </p>
      <p safe>{stateWords(rotation)}</p>
      {remplacant === null ? (
        ''
      ) : (
        <p>
          Son remplaçant est le jeton{' '}
          <a href={overviewOf(remplacant.jeton.jti)} safe>
            {shortJti(remplacant.jeton.jti)}
          </a>
          <span safe>{`, délivré le ${dateTimeOf(remplacant.jeton.cree_le)}, `}</span>
          <JetonState etat={remplacant.etat} />.
          {jeton.qualite === 'demandeur'
            ? ' Sa page montre sa valeur, à vous seul, et permet de le transmettre.'
            : ' Le demandeur seul en voit la valeur, et vous la transmet.'}
        </p>
      )}
      {remplace === null ? (
        ''
      ) : (
        <p>
          Il prend la place du jeton{' '}
          <a href={rotationOf(remplace.jeton.jti)} safe>
            {shortJti(remplace.jeton.jti)}
          </a>{' '}
          <JetonState etat={remplace.etat} />
        </p>
      )}
      {remplacant !== null && (etat === 'actif' || etat === 'fin_proche' || etat === 'retrait_prevu') ? (
        <p>
          <strong safe>
            {leftWords(trafic.adresses.filter(({ ancien }) => (ancien?.aujourdhui ?? 0) > 0).length)}
          </strong>
          <span safe>
            {trafic.dernierAncien === null ? '' : ` Dernier appel : le ${dateTimeOf(trafic.dernierAncien)}.`}
          </span>
        </p>
      ) : (
        ''
      )}
    </>
  );
}

function stateWords(rotation: Rotation): string {
  const { etat, jeton, retireLe } = rotation;
  if (etat === 'expire')
    return `Il a pris fin le ${dateTimeOf(jeton.expire_le)} : il est refusé, il n’y a rien à retirer.`;
  if (retireLe === null || (etat !== 'retire' && etat !== 'retrait_prevu'))
    return `Il fonctionne jusqu’au ${dateTimeOf(jeton.expire_le)}.`;
  if (etat === 'retire') return `Il est refusé partout depuis le ${sinceWords(retireLe)}. ${whyWords(rotation)}`;
  return `Il fonctionne encore, et sera refusé le ${dateTimeOf(retireLe)}. ${whyWords(rotation)} Ce délai peut être abrégé, pas allongé ni annulé par vous.`;
}

function leftWords(addresses: number): string {
  return addresses === 0
    ? 'Aucune adresse n’a employé ce jeton aujourd’hui.'
    : `${counted(addresses, 'adresse a employé', 'adresses ont employé')} ce jeton aujourd’hui.`;
}
