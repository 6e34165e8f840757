import type { AvisAttendu } from '../../records/demande-avis.ts';
import { dayOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import type { Frame } from '../views/frame.ts';
import { Desk, type Waiting } from './desk.tsx';

interface OpinionsProps {
  readonly frame: Frame;
  readonly waiting: Waiting;
  readonly avis: readonly AvisAttendu[];
  readonly done: string | null;
}

/** « What am I asked? » */
export function opinionsPage({ frame, waiting, avis, done }: OpinionsProps): JSX.Element {
  return (
    <Desk frame={frame} waiting={waiting} title="Mes avis" part="/instruction/avis">
      <h1>Avis attendus de vous</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {avis.length === 0 ? <p>Aucun avis n’est attendu de vous.</p> : ''}
      {avis.map((one) => (
        <section class="avis-attendu">
          <h2 class="fr-h5">
            <a href={`/instruction/demandes/${one.demande}#avis`} safe>
              {`${one.numero} – ${one.intitule}`}
            </a>
          </h2>
          <p class="mis-a-jour" safe>
            {`${one.organisation ?? 'Organisation inconnue'} · demandé par ${one.demande_par} le ${dayOf(one.demande_le)}`}
          </p>
          <p class="texte-saisi" safe>
            {one.question}
          </p>
        </section>
      ))}
    </Desk>
  );
}
