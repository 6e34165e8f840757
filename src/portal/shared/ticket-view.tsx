import type { Endpoint } from '../../core/endpoint.ts';
import type { PieceHead } from '../../records/pieces.ts';
import type { TicketMessage } from '../../records/ticket-messages.ts';
import type { Ticket } from '../../records/tickets.ts';
import { dateTimeOf } from './dates.ts';
import { namedServices } from './service-lists.ts';
import { etatWords, fieldWords, genreWords } from './ticket-words.ts';

/** What was reported, field by field. */
export function TicketFacts({ ticket, endpoints }: { ticket: Ticket; endpoints: readonly Endpoint[] }): JSX.Element {
  const [service] = namedServices(ticket.endpoint === null ? [] : [ticket.endpoint], endpoints);
  const fields = Object.entries(fieldWords).map(([name, label]): [string, string] => [
    label,
    shown(name, ticket.champs[name] ?? ''),
  ]);
  const lines: [string, string][] = [
    ['Objet', ticket.sujet],
    ['Sur', service === undefined ? genreWords[ticket.genre] : `${service.title} (${service.provider})`],
    ...fields,
    ['Envoyé le', dateTimeOf(ticket.ouvert_le)],
  ];
  return (
    <dl class="fiche fiche-pliante">
      {lines
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <>
            <dt safe>{label}</dt>
            <dd class="texte-saisi" safe>
              {value}
            </dd>
          </>
        ))}
    </dl>
  );
}

function shown(name: string, value: string): string {
  return name === 'appel_le' && value !== '' ? dateTimeOf(new Date(value)) : value;
}

interface ThreadProps {
  readonly messages: readonly TicketMessage[];
  /** Who reads: the other one is named by what he is. */
  readonly reader: 'demandeur' | 'support';
  /** The address of a file. */
  readonly pieceHref: (id: string) => string;
}

/** What was said, the oldest first. */
export function TicketThread({ messages, reader, pieceHref }: ThreadProps): JSX.Element {
  return (
    <ol class="chronologie">
      {messages.map((message) => (
        <li {...(message.nature === 'note' ? { class: 'note-interne' } : {})}>
          <p class="fr-mb-0">
            <strong safe>{speaker(message, reader)}</strong> ·{' '}
            <time datetime={message.le.toISOString()} safe>
              {dateTimeOf(message.le)}
            </time>
            <span safe>{stateSaid(message, reader)}</span>
          </p>
          {message.texte === '' ? (
            ''
          ) : (
            <p class="texte texte-saisi" safe>
              {message.texte}
            </p>
          )}
          <Pieces pieces={message.pieces} pieceHref={pieceHref} />
        </li>
      ))}
    </ol>
  );
}

function speaker({ nature, auteur }: TicketMessage, reader: ThreadProps['reader']): string {
  if (nature === 'note') return `Note interne de ${auteur}`;
  if (nature === 'demandeur') return reader === 'demandeur' ? 'Vous' : 'Demandeur';
  return reader === 'demandeur' ? 'Le support' : auteur;
}

function stateSaid({ etat }: TicketMessage, reader: ThreadProps['reader']): string {
  if (etat === null) return '';
  const { label, told } = etatWords[etat];
  return ` · ${reader === 'demandeur' ? told : label}`;
}

function Pieces({ pieces, pieceHref }: Pick<ThreadProps, 'pieceHref'> & { pieces: readonly PieceHead[] }): JSX.Element {
  if (pieces.length === 0) return '';
  return (
    <ul class="pieces">
      {pieces.map(({ id, nom, taille }) => (
        <li>
          <a class="fr-link" href={pieceHref(id)} safe>
            {`Télécharger ${nom} (${sizeWords(taille)})`}
          </a>
        </li>
      ))}
    </ul>
  );
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))}\u00a0ko`
    : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')}\u00a0Mo`;
}
