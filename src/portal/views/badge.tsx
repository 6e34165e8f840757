type Tone = 'success' | 'warning' | 'error' | 'info' | 'plain';

/** A state in words; its colour only repeats them. */
export function Badge({ tone, label }: { tone: Tone; label: string }): JSX.Element {
  const kind = tone === 'plain' ? '' : ` fr-badge--${tone}`;
  return (
    <span class={`fr-badge fr-badge--no-icon${kind}`} safe>
      {label}
    </span>
  );
}
