import { keptTogether } from '../../core/french-spaces.ts';
import type { Labelled } from './labelled.ts';

interface LabelledViewProps {
  readonly fields: readonly Labelled[];
  /** How each document is downloaded on this site, by its address on the API; null when it is not there any more. */
  readonly documentAt: (url: string) => { readonly href: string; readonly about: string } | null;
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
  if (field.kind === 'value') {
    return (
      <>
        <dt safe>{keptTogether(field.label)}</dt>
        <dd class="texte-saisi" safe>
          {field.text}
        </dd>
      </>
    );
  }
  const document = field.kind === 'document' ? documentAt(field.url) : null;
  return (
    <>
      <dt>Document</dt>
      <dd>
        {document === null ? (
          'Plus disponible'
        ) : (
          <a href={document.href} safe>
            {`Télécharger (${document.about})`}
          </a>
        )}
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
