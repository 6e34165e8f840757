import type { Alerte } from '../../records/alertes.ts';
import type { Telling } from './telling.ts';
import { lasting, momentOf } from './words.ts';

/** What leaves for the operators. */
export interface AlertMessage {
  /** The same one never leaves twice. */
  readonly cle: string;
  readonly genre: string;
  readonly evenement: 'debut' | 'fin' | 'bilan';
  readonly sujet: string;
  readonly texte: string;
  readonly endpoints: readonly string[];
}

export interface Links {
  readonly publicUrl: string;
}

/** A message that a reader woken at 3 o'clock can act on: what, since when, where to look, what ends it. */
export function messageOf({ kind, told, begun, over }: Telling, { publicUrl }: Links): AlertMessage {
  const { started, changed, ended, still } = told;
  const isNews = started.length + changed.length > 0;
  const sections = [
    list('', [...started, ...changed].map(stateLine)),
    list(
      isNews ? 'Terminé' : '',
      ended.map((alert) => endLine(alert, kind.ending)),
    ),
    list('Déjà annoncé, et toujours en cours', still.map(stateLine)),
    isNews ? `À regarder : ${kind.toLookAt}\n\nFin de l’alerte : ${kind.endsWhen}` : '',
    links(kind.genre, publicUrl),
  ];
  return {
    // A row begins once, and ends once.
    cle: isNews ? `alerte:debut:${begun[0]}` : `alerte:fin:${over[0]}`,
    genre: kind.genre,
    evenement: isNews ? 'debut' : 'fin',
    sujet: kind.title(told),
    texte: sections.filter((section) => section !== '').join('\n\n'),
    endpoints: [...new Set([...started, ...changed, ...ended].flatMap(({ endpoints }) => endpoints))],
  };
}

export function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `${title === '' ? '' : `${title} :\n`}${lines.map((line) => `- ${line}`).join('\n')}`;
}

export const stateLine = ({ sujet, texte }: Alerte): string => `${sujet} : ${texte}`;

function endLine({ sujet, close_le, depuis }: Alerte, ending: string): string {
  const at = close_le ?? depuis;
  return `${sujet} : ${ending} le ${momentOf(at)}, après ${lasting(at.getTime() - depuis.getTime())}`;
}

export function links(genre: string, publicUrl: string): string {
  return [
    `État des services : ${publicUrl}/etat-des-services`,
    `Alertes en cours : ${publicUrl}/administration/alertes`,
    `Que faire, pas à pas : docs/exploitation/alertes.md#${genre}`,
  ].join('\n');
}
