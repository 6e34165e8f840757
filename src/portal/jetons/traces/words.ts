const avertissements: Readonly<Record<string, string>> = {
  'recipient-non-siret':
    'Le bénéficiaire (recipient) n’est pas un SIRET : l’appel a été accepté, corrigez votre logiciel.',
  'object-trop-long': 'L’objet (object) compte 50 caractères ou plus : l’appel a été accepté, raccourcissez-le.',
};

export function avertissementWords(code: string): string {
  return avertissements[code] ?? code;
}

export const tracesOf = (jti: string): string => `/compte/jetons/${jti}/traces`;
