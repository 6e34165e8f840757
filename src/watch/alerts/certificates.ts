import type { Told } from './alert-kind.ts';
import { expiring } from './expiry.ts';

/** Certificates: ours at a provider's, theirs, and the one of our public address. */
export const certificates = expiring({
  genre: 'certificat',
  label: 'Certificat à renouveler',
  title: ({ started, changed, ended }: Told) => {
    const [first, ...others] = [...started, ...changed];
    if (first === undefined) return `Certificat renouvelé : ${ended.map(({ sujet }) => sujet).join(', ')}`;
    if (others.length > 0) return `${others.length + 1} certificats à renouveler`;
    return `${first.sujet} ${first.texte}`;
  },
  ending: 'renouvelé',
  toLookAt:
    'un certificat client se renouvelle auprès du fournisseur (fichier PEM à remplacer, puis redémarrer) ; celui du fournisseur, chez lui : l’en prévenir ; celui de PUBLIC_URL, sur le mandataire qui termine TLS.',
  endsWhen: 'le nouveau certificat est vu (fichiers : dans l’heure ; serveurs : dans la journée).',
});
