import { seuilAvertissement } from '../../../jetons/consommation/avertissements.ts';
import type { Regles } from '../../../jetons/consommation/compteurs.ts';
import { counted, duration } from './words.ts';

/** How windows work, in words. */
export function WindowRules({ regles }: { regles: Regles }): JSX.Element {
  const { plafond } = regles;
  const windows = duration(regles.compteurs[0]?.fenetreMs ?? plafond.fenetreMs);
  return (
    <div class="colonne">
      <ul>
        <li
          safe
        >{`Une fenêtre dure ${windows} à partir du premier appel, et non de la minute de l’horloge. Chaque jeton a ses propres fenêtres.`}</li>
        <li>
          Tout appel d’un jeton valable compte, même refusé. Au-delà de la limite d’un groupe, la réponse est 429, et
          l’en-tête <code>Retry-After</code> dit dans combien de secondes rappeler.
        </li>
        <li
          safe
        >{`Une adresse, elle, peut faire ${plafond.limite} requêtes en ${duration(plafond.fenetreMs)}, tous jetons et tous groupes confondus. La dépasser la bannit.`}</li>
        <li>Ces limites ne se négocient pas, et une fenêtre ne se remet pas à zéro&nbsp;: elle se termine.</li>
      </ul>
    </div>
  );
}

/** What bans an address, what it does, how it ends. */
export function BanRules({ regles }: { regles: Regles }): JSX.Element {
  const { plafond, bannissement } = regles;
  const { refus, dureeMs } = bannissement;
  return (
    <div class="colonne">
      <p>Une adresse est bannie quand elle fait l’une de ces deux choses&nbsp;:</p>
      <ul>
        <li safe>{`plus de ${plafond.limite} requêtes en ${duration(plafond.fenetreMs)} ;`}</li>
        <li
          safe
        >{`plus de ${counted(refus.nombre, 'réponse')} 429 en ${duration(refus.fenetreMs)} : elle continue d’appeler malgré les refus.`}</li>
      </ul>
      <p
        safe
      >{`Pendant ${duration(dureeMs)}, ses connexions à l’API sont fermées sans réponse, quel que soit le jeton. Ni les appels faits entre-temps, ni un redémarrage de notre part ne changent cette durée. Elle prend fin seule.`}</p>
      <p>
        <strong>Personne ne peut lever ni abréger un bannissement</strong>, pas même nous&nbsp;: il n’y a rien à
        demander au support. Les jetons, eux, ne sont pas touchés&nbsp;: ils fonctionnent depuis vos autres adresses. Ce
        site reste ouvert à tous.
      </p>
      <p
        safe
      >{`Dès ${counted(seuilAvertissement(regles), 'refus', 'refus')} en ${duration(refus.fenetreMs)}, le demandeur et le contact technique du jeton reçoivent un courriel, une fois par jour au plus. Si une adresse est bannie, ils en reçoivent un autre, avec l’heure de la fin.`}</p>
    </div>
  );
}

/** What a developer changes so that it does not happen again. */
export function WhatToDo(): JSX.Element {
  return (
    <ol class="colonne">
      <li>
        Arrêtez le programme qui appelle en boucle&nbsp;: s’il repart tel quel à la fin du bannissement, l’adresse sera
        bannie de nouveau.
      </li>
      <li>
        À chaque réponse 429, attendez le nombre de secondes de l’en-tête <code>Retry-After</code> avant de rappeler.
      </li>
      <li>
        Lisez <code>RateLimit-Remaining</code> dans chaque réponse, et ralentissez avant qu’il n’arrive à zéro.
      </li>
      <li>
        Étalez les traitements de masse dans le temps&nbsp;; gardez les réponses déjà reçues au lieu de les redemander.
      </li>
      <li>
        D’autres logiciels partagent peut-être votre adresse&nbsp;: comptez leurs appels avec les vôtres. La
        documentation en dit plus&nbsp;: <a href="/documentation/demarrer#volume">le volume</a>.
      </li>
    </ol>
  );
}
