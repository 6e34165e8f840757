import type { CeQuiTouche } from '../../jetons/consommation/ce-qui-touche.ts';
import type { Attente } from '../shared/attente.ts';
import { dateTimeOf, dayOf } from '../shared/dates.ts';
import { etatJetonWords, timeLeft } from '../shared/jeton-words.ts';
import { Badge } from '../views/badge.tsx';

interface WaitingProps {
  readonly attentes: readonly Attente[];
  readonly touche: CeQuiTouche;
}

/** Of tokens, before the rest is on their own page. */
const JETONS_MAX = 5;

/** What needs me, each with its one action: what is cut off first, then what will be, then what is awaited. One calm line otherwise. */
export function Waiting({ attentes, touche }: WaitingProps): JSX.Element {
  const { bannissements, refus } = touche;
  const jetons = touche.aVoir.filter(isWaiting);
  if (attentes.length + jetons.length + bannissements.length + refus === 0)
    return <p class="fr-text--lead">Rien ne vous attend pour le moment.</p>;
  return (
    <section aria-labelledby="attentes">
      <h2 class="fr-h4" id="attentes">
        Ce qui vous attend
      </h2>
      <ul>
        <Bans bannissements={bannissements} />
        {jetons.slice(0, JETONS_MAX).map((one) => (
          <JetonLine one={one} now={touche.maintenant} />
        ))}
        {jetons.length > JETONS_MAX ? (
          <li>
            <a href="/compte/jetons" safe>{`Et ${jetons.length - JETONS_MAX} autres jetons à voir`}</a>
          </li>
        ) : (
          ''
        )}
        {refus === 0 ? (
          ''
        ) : (
          <li>
            <Badge tone="warning" label="Appels refusés" />{' '}
            <a href="/compte/bannissement" safe>{`${refus} réponse${refus > 1 ? 's' : ''} 429 depuis 24 heures`}</a>
          </li>
        )}
        {attentes.map(({ href, label }) => (
          <li>
            <a href={href} safe>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type JetonAVoir = CeQuiTouche['aVoir'][number];

/** One that has ended once another had its place leaves nothing to do. */
function isWaiting({ jeton, etat }: JetonAVoir): boolean {
  return jeton.remplace_par === null || etat === 'fin_proche' || etat === 'retrait_prevu';
}

function Bans({ bannissements }: Pick<CeQuiTouche, 'bannissements'>): JSX.Element {
  const [first, ...others] = [...bannissements].sort((a, b) => +b.fin - +a.fin);
  if (first === undefined) return '';
  const until = dateTimeOf(first.fin);
  return (
    <li>
      <Badge tone="error" label={others.length === 0 ? 'Adresse bannie' : 'Adresses bannies'} />{' '}
      <a href="/compte/bannissement" safe>
        {others.length === 0
          ? `${first.adresse} n’a plus de réponse jusqu’au ${until}`
          : `${bannissements.length} adresses n’ont plus de réponse, la dernière jusqu’au ${until}`}
      </a>
    </li>
  );
}

function JetonLine({ one: { jeton, etat }, now }: { one: JetonAVoir; now: Date }): JSX.Element {
  const { tone, label } = etatJetonWords[etat];
  const mayRenew = jeton.qualite === 'demandeur' && jeton.remplace_par === null;
  const renews = mayRenew && (etat === 'fin_proche' || etat === 'expire');
  return (
    <li>
      <Badge tone={tone} label={label} /> <span safe>{`${jeton.sujet}, ${whatHappens({ jeton, etat }, now)} : `}</span>
      <a href={`/compte/jetons/${jeton.jti}${renews ? '/renouveler' : ''}`}>
        <span>{renews ? 'renouveler' : 'voir'}</span>
        <span class="fr-sr-only" safe>{` ${jeton.sujet}`}</span>
      </a>
    </li>
  );
}

function whatHappens({ jeton: { expire_le, revoque_le, banni_le }, etat }: JetonAVoir, now: Date): string {
  const withdrawn = revoque_le ?? banni_le ?? expire_le;
  const sentences: Readonly<Record<JetonAVoir['etat'], string>> = {
    fin_proche: `prend fin dans ${timeLeft(+expire_le - +now)}, le ${dayOf(expire_le)}`,
    retrait_prevu: `fonctionne jusqu’au ${dateTimeOf(withdrawn)}`,
    expire: `ne fonctionne plus depuis le ${dayOf(expire_le)}`,
    retire: `retiré le ${dateTimeOf(withdrawn)}`,
  };
  return sentences[etat];
}
