import type { Endpoint } from '../../../core/endpoint.ts';
import { type Donnees, isOpenData } from '../../../habilitations/donnees.ts';
import type { Formulaire } from '../../../habilitations/formulaire.ts';
import type { JetonRow } from '../../../records/jetons.ts';
import { duration, groupName } from '../consommation/words.ts';

/** An endpoint of the catalogue and the counter its calls are in. */
export interface Service {
  readonly endpoint: Endpoint;
  readonly counter: { readonly name: string; readonly limit: number; readonly windowMs: number };
}

/** Whether a token opens a service, and why. */
export interface Droit {
  readonly name: string;
  readonly title: string;
  readonly groupe: string;
  readonly ouvert: boolean;
  /** In words; empty when there is nothing to say. */
  readonly motif: string;
  /** The code to ask for, when it may be. */
  readonly demandable: string | null;
}

interface Asked {
  readonly services: readonly Service[];
  readonly donnees: Donnees;
  readonly jeton: Pick<JetonRow, 'roles' | 'usage'>;
  /** As it was granted. */
  readonly accorde: Formulaire;
  /** As its request is written now; null when it cannot be read. */
  readonly actuel: Formulaire | null;
  /** The request may be reopened, or is. */
  readonly peutDemander: boolean;
}

/** One line for each service of the catalogue, those that it opens first. */
export function droitsDuJeton(asked: Asked): Droit[] {
  const droits = asked.services.map(({ endpoint, counter }): Droit => {
    const { name, title, scopes } = endpoint;
    const group =
      endpoint.volume === 'propre' ? 'Compteur propre' : groupName({ nom: counter.name, services: [endpoint] });
    const held = scopes.find((scope) => asked.jeton.roles.includes(scope));
    return {
      name,
      title,
      groupe: `${group} : ${counter.limit} appels par ${duration(counter.windowMs)}`,
      ouvert: held !== undefined,
      ...(held === undefined ? missing(scopes[0], asked) : { motif: whyOpen(held, scopes[0]), demandable: null }),
    };
  });
  return droits.sort((a, b) => Number(b.ouvert) - Number(a.ouvert));
}

/** A right of the past still opens what its successor does. */
function whyOpen(held: string, code: string): string {
  return held === code ? '' : `Par un ancien droit, « ${held} », qui reste honoré.`;
}

function missing(code: string, asked: Asked): Pick<Droit, 'motif' | 'demandable'> {
  const { jeton, accorde, actuel, peutDemander, donnees } = asked;
  const donnee = donnees.parCode.get(code);
  const isForOpenForm = jeton.usage === 'preremplissage_ouvert';
  if (isForOpenForm && (donnee === undefined || !isOpenData(donnee)))
    return { motif: 'Protégée : un formulaire ouvert à tous n’a droit qu’aux données ouvertes.', demandable: null };
  if (accorde.contenu.donnees.includes(code))
    return { motif: 'Demandée dans l’habilitation, absente de ce jeton.', demandable: null };
  if (actuel?.contenu.donnees.includes(code) === true)
    return { motif: 'Ajoutée depuis à la demande : un jeton plus récent la porte, ou la portera.', demandable: null };
  return { motif: 'Non demandée dans l’habilitation.', demandable: peutDemander && donnee !== undefined ? code : null };
}
