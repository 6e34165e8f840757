import type { Jauge } from '../../../jetons/consommation/compteurs.ts';
import { Badge } from '../../views/badge.tsx';
import { counted, duration, secondOf } from './words.ts';

const levels = {
  libre: null,
  haut: ['warning', 'Proche de la limite'],
  atteint: ['error', 'Limite atteinte'],
} as const;

interface GaugeProps {
  readonly jauge: Jauge;
  /** What is measured, for who does not see the bar. */
  readonly label: string;
  readonly now: Date;
}

/** How full a window is: a bar, and the same in words. */
export function Gauge({ jauge, label, now }: GaugeProps): JSX.Element {
  const { nombre, limite, niveau } = jauge;
  const level = levels[niveau];
  return (
    <div class="jauge">
      <p class="fr-mb-0">
        <strong safe>{wordsOf(jauge)}</strong> {level === null ? '' : <Badge tone={level[0]} label={level[1]} />}
      </p>
      <meter
        min="0"
        max={String(limite)}
        low={String(Math.ceil(0.8 * limite))}
        high={String(limite - 0.5)}
        optimum="0"
        value={String(Math.min(nombre, limite))}
        aria-label={label}
      />
      <p class="fr-text--sm fr-mb-0" safe>
        {endOf(jauge, now)}
      </p>
    </div>
  );
}

function wordsOf({ nombre, limite }: Jauge): string {
  return nombre > limite
    ? `${counted(nombre, 'appel')} pour ${limite} permis`
    : `${counted(nombre, 'appel')} sur ${limite}`;
}

function endOf({ fin, nombre, limite, fenetreMs }: Jauge, now: Date): string {
  if (fin === null) return `Aucune fenêtre en cours : le prochain appel en ouvre une de ${duration(fenetreMs)}.`;
  const seconds = Math.max(1, Math.ceil((fin.getTime() - now.getTime()) / 1000));
  const end = `à ${secondOf(fin)}, dans ${seconds} s`;
  return nombre >= limite
    ? `Tout autre appel est refusé (429) jusqu’à la fin de la fenêtre, ${end}.`
    : `La fenêtre se termine ${end}.`;
}
