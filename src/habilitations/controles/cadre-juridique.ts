import type { Organisation } from '../../records/organisations.ts';
import { isOpenData } from '../donnees.ts';
import { type Controle, manque } from './controle.ts';

/** Laws that let administrations exchange, and are the basis of no use in particular (the seed; WORKFLOW §3). */
const GENERAL_LAWS = [
  /\bC\.?R\.?P\.?A\b\.?/giu,
  /code des relations entre le public et l['’]administration/giu,
  /\bESSOC\b/giu,
  /[ée]tat au service d['’]une soci[ée]t[ée] de confiance/giu,
  /2018-727/gu,
];
const OPEN_DATA_LAW = [/\bLemaire\b/giu, /r[ée]publique num[ée]rique/giu, /2016-1321/gu];

/** What a reference to a text has: its nature, or the number of an article. */
const REFERENCE =
  /\b(?:code|loi|d[ée]cret|arr[êe]t[ée]|ordonnance|r[èe]glement|d[ée]lib[ée]ration|directive|convention|statuts?|[LRDA]\.? ?\d{2,})/iu;
/** Words that come with the name of a general law, and refer to nothing else. */
const ITS_WORDS =
  /\b(?:loi|code)\b(?:\s+(?:n[°o]\s*|du\s+\d[\d\s\p{L}]*|pour une?|dite?))*\s*(?=[,;.:()]|$|et\b|art)/giu;
const ITS_ARTICLES = /\bL\.? ?1(?:13|14)-\d+(?:-\d+)?\b/giu;

/** Legal categories of the State: central and devolved services, national public bodies (INSEE, level III). */
const STATE = /^(?:71[1-9]\d|73(?:8[1-9]|31|7\d)|4110|4120|7(?:38|39)\d)$/u;

/** Whether the State answers for it: its use has to be in a decree or an order. */
export function isOfTheState(organisation: Pick<Organisation, 'categorie_juridique'> | null): boolean {
  return STATE.test(organisation?.categorie_juridique ?? '');
}

/** A text that founds this very use, and where to read it. */
export const controleCadreJuridique: Controle = ({ contenu }, { donnees, organisation, texteJoint }) => {
  const text = contenu.texte_juridique.trim();
  const onlyOpen = contenu.donnees.every((code) => {
    const donnee = donnees.parCode.get(code);
    return donnee !== undefined && isOpenData(donnee);
  });
  return [
    ...manque(text === '', 'texte_juridique', 'Citez le texte qui fonde votre usage, et son article.'),
    ...manque(
      text !== '' && !foundsAUse(text, onlyOpen),
      'texte_juridique',
      'Le CRPA et les lois ESSOC et Lemaire permettent les échanges entre administrations, ils ne suffisent pas : citez le texte qui vous confie cette mission (code, loi, décret, arrêté, délibération), et son article.',
    ),
    ...manque(
      contenu.texte_juridique_url === '' && !texteJoint,
      'texte_juridique_url',
      'Donnez l’adresse du texte, ou joignez-le en PDF.',
    ),
    ...manque(
      contenu.texte_juridique_url !== '' && !isWebAddress(contenu.texte_juridique_url),
      'texte_juridique_url',
      'Donnez une adresse complète, par exemple https://www.legifrance.gouv.fr/codes/…',
    ),
    ...manque(
      isOfTheState(organisation) && contenu.decret.trim() === '',
      'decret',
      'Votre organisation relève de l’État : citez le décret ou l’arrêté qui autorise ce traitement.',
    ),
  ];
};

/** Whether a text refers to more than the general laws; that on open data is enough where nothing else is asked. */
export function foundsAUse(text: string, onlyOpenData: boolean): boolean {
  if (onlyOpenData && OPEN_DATA_LAW.some((law) => new RegExp(law.source, 'iu').test(text))) return true;
  const general = [...GENERAL_LAWS, ...OPEN_DATA_LAW];
  const speaksOfThem = general.some((law) => new RegExp(law.source, 'iu').test(text));
  if (!speaksOfThem) return REFERENCE.test(text);
  const rest = general.reduce((left, law) => left.replace(law, ' '), text.replace(ITS_ARTICLES, ' '));
  return REFERENCE.test(rest.replace(ITS_WORDS, ' '));
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.');
}
