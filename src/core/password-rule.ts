export const PASSWORD_MIN = 12;
/** In a sandbox, where data is fictional and accounts are made to be tried. */
export const PASSWORD_MIN_SANDBOX = 8;
const PASSWORD_MAX = 256;
const DISTINCT_MIN = 5;

/** What remains of the passwords tried first, once digits, signs and accents are put aside. */
const COMMON = [
  'admin|administrateur|administrator|apientreprise|azerty|azertyuiop|bienvenue|bonjour|changeme|changezmoi|doudou|entreprise',
  'iloveyou|letmein|loulou|marseille|motdepasse|motdepassemotdepasse|nicolas|password|passwordpassword|qwerty|qwertyuiop',
  'qwertz|secret|soleil|welcome|wxcvbn|jetaime',
].flatMap((words) => words.split('|'));
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
];
const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' };

/** What is wrong with a password that one chooses, and how to mend it; null when nothing is. */
export function passwordFault(password: string, email: string, atLeast: number = PASSWORD_MIN): string | null {
  if (password.length < atLeast)
    return `Le mot de passe doit compter ${atLeast} caractères au moins ; quelques mots sans lien entre eux font un bon mot de passe.`;
  if (password.length > PASSWORD_MAX) return `Le mot de passe doit compter ${PASSWORD_MAX} caractères au plus.`;
  if (atLeast >= PASSWORD_MIN && isGuessable(password, email))
    return 'Ce mot de passe est parmi les premiers que l’on essaierait ; choisissez quelques mots sans lien entre eux.';
  return null;
}

function isGuessable(password: string, email: string): boolean {
  const plain = password.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const letters = (text: string): string => text.replace(/[^a-z]/g, '');
  const spoken = letters(plain.replace(/[01345@$]/g, (sign) => LEET[sign] ?? sign));
  const [mailbox = ''] = email.split('@');
  return (
    new Set(plain).size < DISTINCT_MIN ||
    COMMON.includes(letters(plain)) ||
    COMMON.includes(spoken) ||
    RUNS.some((run) => run.includes(plain) || [...run].reverse().join('').includes(plain)) ||
    (mailbox.length >= 4 && plain.replaceAll(mailbox, '').length < DISTINCT_MIN)
  );
}
