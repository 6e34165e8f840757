import { CsrfField } from './csrf-field.tsx';
import type { Frame } from './frame.ts';

/** At the right of the header: the way in, or who is in and the way out. */
export function AccountSlot({ frame }: { frame: Frame }): JSX.Element {
  const { account, loginAddress } = frame;
  if (account === null) {
    return (
      <p class="entete-compte">
        <a class="fr-link" href={loginAddress}>
          Se connecter
        </a>
        <a class="fr-link" href="/inscription">
          Créer un compte
        </a>
      </p>
    );
  }
  return (
    <form class="entete-compte" method="post" action="/deconnexion">
      <CsrfField frame={frame} />
      <a class="fr-link" href="/compte" title={`${account.name} – mon compte`} safe>
        {account.name}
      </a>
      <button class="fr-btn fr-btn--sm fr-btn--tertiary" type="submit">
        Se déconnecter
      </button>
    </form>
  );
}

const instructs = ['instructeur', 'rapporteur', 'administrateur'] as const;

/** What the menu has more for who has these roles. */
export function roleLinks({ account }: Frame): readonly (readonly [href: string, label: string])[] {
  const roles = account?.roles ?? [];
  return [
    ...(instructs.some((role) => roles.includes(role)) ? [['/instruction', 'Instruction'] as const] : []),
    ...(roles.includes('administrateur') ? [['/administration', 'Administration'] as const] : []),
  ];
}
