import { Badge } from './badge.tsx';

interface Task {
  readonly href: string;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly state: { readonly tone: 'success' | 'warning' | 'info' | 'plain'; readonly label: string };
}

/** What is to be done, in any order, each with how far it is. */
export function TaskList({ tasks }: { tasks: readonly Task[] }): JSX.Element {
  return (
    <ol class="taches">
      {tasks.map(({ href, title, hint, state }) => (
        <li>
          <div>
            <a href={href} safe>
              {title}
            </a>
            {hint === undefined ? (
              ''
            ) : (
              <span class="precision" safe>
                {hint}
              </span>
            )}
          </div>
          <Badge tone={state.tone} label={state.label} />
        </li>
      ))}
    </ol>
  );
}
