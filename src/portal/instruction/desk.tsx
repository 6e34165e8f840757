import type { Children } from '@kitajs/html';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

/** What waits for who reads: shown on every page of the room. */
export interface Waiting {
  /** Messages of applicants that nobody of the operator has read. */
  readonly messages: number;
  /** Opinions asked from this person. */
  readonly avis: number;
}

interface DeskProps {
  readonly frame: Frame;
  readonly waiting: Waiting;
  readonly title: string;
  readonly here?: string;
  /** The address of the part of the room. */
  readonly part: string;
  readonly isError?: boolean;
  /** Pages between the room and this one. */
  readonly above?: readonly (readonly [string, string])[];
  readonly children?: Children;
}

/** The pages of the room, and where each of its parts is. */
export function Desk({ frame, waiting, title, here, part, isError, above, children }: DeskProps): JSX.Element {
  const isHome = part === '/instruction' && above === undefined && here === undefined;
  return (
    <Layout
      frame={frame}
      title={isHome ? title : `${title} – Instruction`}
      here={here ?? title}
      path="/instruction"
      isError={isError === true}
      trail={isHome ? [['/', 'Accueil']] : [['/', 'Accueil'], ['/instruction', 'Instruction'], ...(above ?? [])]}
      head={
        <>
          <link rel="stylesheet" href="/statique/instruction.css" />
          <script type="module" src="/statique/instruction.js"></script>
        </>
      }
    >
      <nav class="sous-menu" aria-label="Instruction">
        <ul>
          {partsFor(frame, waiting).map(([href, label]) => (
            <li>
              <a class="fr-link" href={href} {...(href === part ? { 'aria-current': 'page' } : {})} safe>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Layout>
  );
}

function partsFor({ account }: Frame, { messages, avis }: Waiting): [string, string][] {
  const roles = account?.roles ?? [];
  const unread =
    messages === 0 ? '' : ` (${messages} message${messages > 1 ? 's' : ''} non lu${messages > 1 ? 's' : ''})`;
  return [
    ['/instruction', `File${unread}`],
    ...(roles.includes('rapporteur') ? [['/instruction/avis', `Mes avis (${avis})`] as [string, string]] : []),
    ['/instruction/habilitations', 'Habilitations'],
    ...(roles.includes('instructeur') ? [['/instruction/modeles', 'Modèles'] as [string, string]] : []),
    ['/instruction/statistiques', 'Statistiques'],
  ];
}
