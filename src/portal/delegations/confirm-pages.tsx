import { spacedSiret } from '../../core/identifiers/spaced.ts';
import type { Editeur } from '../../records/editeurs.ts';
import type { Titre } from '../../records/titres.ts';
import { ConfirmPage } from '../views/confirm.tsx';
import type { Frame } from '../views/frame.ts';
import { SharedPart } from './shared-part.tsx';
import { delegationsOf, rightTrail } from './words.ts';

interface ConfirmProps {
  readonly frame: Frame;
  readonly habilitation: string;
  readonly titre: Titre;
  readonly editeur: Pick<Editeur, 'nom' | 'produit' | 'siret'>;
}

const trailOf = (habilitation: string, { numero }: Titre) => [
  ...rightTrail(habilitation, numero),
  [delegationsOf(habilitation), 'Délégation à un éditeur'] as const,
];

function About({ titre, editeur: { nom, produit, siret } }: Pick<ConfirmProps, 'titre' | 'editeur'>): JSX.Element {
  return (
    <dl class="fiche fiche-pliante">
      <dt>Habilitation</dt>
      <dd safe>{`${titre.intitule} (${titre.numero})`}</dd>
      <dt>Éditeur</dt>
      <dd safe>{`${nom}, SIRET ${spacedSiret(siret)}`}</dd>
      <dt>Logiciel</dt>
      <dd safe>{produit}</dd>
    </dl>
  );
}

/** Before showing a right: to whom, and what. */
export function grantPage({ id, ...props }: ConfirmProps & { readonly id: string }): JSX.Element {
  const { frame, habilitation, titre, editeur } = props;
  const page = delegationsOf(habilitation);
  return (
    <ConfirmPage
      frame={frame}
      trail={trailOf(habilitation, titre)}
      title={`Déléguer à ${editeur.nom} ?`}
      action={page}
      values={{ editeur: id }}
      label="Déléguer"
      back={page}
    >
      <About titre={titre} editeur={editeur} />
      <SharedPart />
      <p>Vous pourrez la retirer à tout moment, avec effet immédiat.</p>
    </ConfirmPage>
  );
}

/** Before answering yes to an editor who asks. */
export function acceptPage({ id, ...props }: ConfirmProps & { readonly id: string }): JSX.Element {
  const { frame, habilitation, titre, editeur } = props;
  const page = delegationsOf(habilitation);
  return (
    <ConfirmPage
      frame={frame}
      trail={trailOf(habilitation, titre)}
      title={`Accepter la demande de ${editeur.nom} ?`}
      action={`${page}/${id}/accepter`}
      label="Accepter"
      back={page}
      backLabel="Ne rien décider"
    >
      <About titre={titre} editeur={editeur} />
      <SharedPart />
      <p>Vous pourrez la retirer à tout moment, avec effet immédiat. L’éditeur est prévenu de votre accord.</p>
    </ConfirmPage>
  );
}

export function revokePage({ id, ...props }: ConfirmProps & { readonly id: string }): JSX.Element {
  const { frame, habilitation, titre, editeur } = props;
  const page = delegationsOf(habilitation);
  return (
    <ConfirmPage
      frame={frame}
      trail={trailOf(habilitation, titre)}
      title={`Retirer la délégation à ${editeur.nom} ?`}
      action={`${page}/${id}/retirer`}
      label="Retirer la délégation"
      back={page}
      backLabel="Ne rien changer"
    >
      <About titre={titre} editeur={editeur} />
      <p class="colonne">
        L’éditeur ne voit plus rien de cette habilitation, dès maintenant. Le jeton continue de fonctionner&nbsp;: si
        vous le lui aviez transmis et ne le voulez plus, faites-le remplacer. Vous pourrez déléguer de nouveau plus
        tard.
      </p>
    </ConfirmPage>
  );
}
