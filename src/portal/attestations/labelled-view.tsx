import { keptTogether } from '../../core/french-spaces.ts';
import type { Labelled } from './labelled.ts';

interface LabelledViewProps {
  readonly fields: readonly Labelled[];
  /** Where each document is downloaded on this site, by its address on the API. */
  readonly documentAt: (url: string) => string | null;
}

/** Values under their labels; what is nested comes after, under its own. */
export function LabelledView({ fields, documentAt }: LabelledViewProps): JSX.Element {
  const lines = fields.filter(({ kind }) => kind === 'value' || kind === 'document');
  const nested = fields.filter(({ kind }) => kind === 'group' || kind === 'list');
  return (
    <>
      {lines.length === 0 ? (
        ''
      ) : (
        <dl class="fiche fiche-pliante">
          {lines.map((field) => (
            <Line field={field} documentAt={documentAt} />
          ))}
        </dl>
      )}
      {nested.map((field) => (
        <Nested field={field} documentAt={documentAt} />
      ))}
    </>
  );
}

type FieldProps = { readonly field: Labelled } & Pick<LabelledViewProps, 'documentAt'>;

function Line({ field, documentAt }: FieldProps): JSX.Element {
  const { label } = field;
  const href = field.kind === 'document' ? documentAt(field.url) : null;
  return (
    <>
      <dt safe>{keptTogether(label)}</dt>
      <dd class="texte-saisi">
        {field.kind === 'value' ? <span safe>{field.text}</span> : ''}
        {href === null ? '' : <a href={href}>Télécharger</a>}
        {field.kind === 'document' && href === null ? 'Plus disponible' : ''}
      </dd>
    </>
  );
}

function Nested({ field, documentAt }: FieldProps): JSX.Element {
  if (field.kind === 'group') {
    return (
      <div class="consultation-groupe">
        <p class="fr-text--bold fr-mb-1w" safe>
          {keptTogether(field.label)}
        </p>
        <LabelledView fields={field.fields} documentAt={documentAt} />
      </div>
    );
  }
  if (field.kind !== 'list') return '';
  return (
    <div class="consultation-groupe">
      {field.label === '' ? (
        ''
      ) : (
        <p class="fr-text--bold fr-mb-1w" safe>
          {keptTogether(field.label)}
        </p>
      )}
      {field.items.length === 0 ? (
        <p>Aucun.</p>
      ) : (
        <ol class="consultation-liste">
          {field.items.map((item) => (
            <li>
              <LabelledView fields={item} documentAt={documentAt} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
