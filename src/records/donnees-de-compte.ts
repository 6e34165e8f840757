import { sql } from 'kysely';
import type { Db } from './work.ts';

/** All that is kept about someone, by what it is, as the database has it: for him to take away. */
export type DonneesDeCompte = Readonly<Record<string, unknown>>;

/**
 * Reads it all at one instant. Left out: what opens something (password, keys, prints), the bytes of files, which he can download,
 * what others wrote for themselves.
 */
export async function donneesDeCompte(db: Db, compte: string, now: Date): Promise<DonneesDeCompte> {
  const { rows } = await sql<{ donnees: DonneesDeCompte }>`
    select jsonb_build_object(
      'extrait_le', ${now}::timestamptz,
      'compte', (select jsonb_build_object('id', c.id, 'email', c.email, 'prenom', c.prenom, 'nom', c.nom,
        'telephone', c.telephone, 'fonction', c.fonction, 'roles', c.roles, 'cree_le', c.cree_le, 'verifie_le', c.verifie_le,
        'vu_le', c.vu_le, 'prevenu_le', c.prevenu_le, 'a_un_mot_de_passe', c.mot_de_passe is not null)),
      'organisations', ${mine('rattachements', ['siret', 'origine', 'cree_le', 'verifie_le'], compte)},
      'sessions', ${mine('sessions', ['cree_le', 'vue_le', 'expire_le', 'adresse', 'agent', 'facteurs'], compte)},
      'double_authentification', ${mine('seconds_facteurs', ['cree_le', 'actif_le'], compte)},
      'identites', ${mine('identites_oidc', ['emetteur', 'sujet', 'cree_le', 'vue_le'], compte)},
      'courriels_recus', ${mine('preferences_instruction', ['envois', 'messages'], compte)},
      'invitations', ${listOf(sql`select email, siret, cree_le, expire_le, invite_par = ${compte} as envoyee
        from invitations where invite_par = ${compte} or email = c.email`)},
      'lettres', ${listOf(sql`select listes, cree_le, confirme_le, desinscrit_le from abonnes_lettres where email = c.email`)},
      'avis_et_webhooks', ${listOf(sql`select sorte, url, endpoints, cree_le, confirme_le, desinscrit_le
        from abonnements where email = c.email`)},
      'demandes', ${demandes(compte)},
      'jetons', ${listOf(sql`select jti, sujet, roles, cree_le, expire_le, revoque_le, banni_le from jetons
        where uid = ${compte} or habilitation in (select h.id from habilitations h join demandes d on d.id = h.demande
          where d.demandeur = ${compte})`)},
      'retraits_de_jetons', ${listOf(sql`select jti, origine, raison, decide_le, effet_le, annule_le from retraits_de_jetons
        where auteur = ${compte} order by decide_le`)},
      'jetons_transmis', ${jetonsTransmis(compte)},
      'jetons_recus', ${listOf(sql`select email, nom, cree_le, expire_le, clos_le from liens_de_jetons where email = c.email`)},
      'jetons_affiches', ${mine('affichages_de_jetons', ['jti', 'le', 'adresse'], compte)},
      'editeur', ${listOf(sql`select e.nom, e.siret, m.ajoute_le, m.resume from editeur_comptes m
        join editeurs e on e.id = m.editeur where m.compte = ${compte}`)},
      'delegations', ${listOf(sql`select e.nom as editeur, g.numero, g.etat, g.demandee_le, g.accordee_le, g.close_le, g.fin
        from delegations g join editeurs e on e.id = g.editeur left join demandes d on d.id = g.demande
        where d.demandeur = ${compte}`)},
      'delegations_demandees', ${listOf(sql`select numero, demandee_le from delegations
        where demandee_par = ${compte} order by demandee_le`)},
      'avis_de_fin_de_jetons', ${listOf(sql`select jti, palier, le from avis_de_jetons
        where c.email = any(destinataires) order by le`)},
      'prolongations', ${mine('prolongations', ['jti', ...answers, 'modifiee_le', 'conclue_le', 'nouveau'], compte)},
      'calendrier_de_jetons', ${mine('calendriers_de_jetons', ['cree_le'], compte)},
      'habilitations_ouvertes_pour_vous', ${listOf(sql`select h.numero as demande, a.email, a.ajoute_le, a.fin_le
        from agents_habilites a join demandes h on h.id = a.demande where a.email = c.email`)},
      'agents_que_vous_autorisez', ${listOf(sql`select h.numero as demande, a.email, a.ajoute_le, a.fin_le
        from agents_habilites a join demandes h on h.id = a.demande where a.ajoute_par = ${compte}`)},
      'consultations', ${listOf(sql`select h.numero as habilitation, u.service, u.identifiant, u.contexte, u.objet,
          u.faite_le, u.statut, u.request_id
        from consultations u left join habilitations h on h.id = u.habilitation
        where u.agent = ${compte} order by u.faite_le`)},
      'avis_donnes', ${listOf(sql`select d.numero as demande, a.question, a.demande_le, a.reponse, a.repondu_le
        from demande_avis a join demandes d on d.id = a.demande where a.rapporteur = ${compte}`)},
      'justifications', ${listOf(sql`select j.numero, j.jti, j.motif, m.nature, m.texte, m.le from justification_messages m
        join justifications j on j.numero = m.justification where m.auteur = ${compte} order by m.id`)},
      'signalements', ${signalements(compte)},
      'courriels_envoyes', ${listOf(sql`select contenu ->> 'subject' as sujet, cree_le, parti_le, echec from envois
        where canal = 'courriel' and destination = c.email order by cree_le`)},
      'actes_de_vous', ${listOf(sql`select le, acte, cible, raison, detail from journal_administration
        where auteur = c.email order by rang`)},
      'actes_sur_votre_compte', ${listOf(sql`select le, acte, raison, detail from journal_administration
        where cible = c.email order by rang`)}
    ) as donnees
    from comptes c where c.id = ${compte} and c.efface_le is null`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('An account that is logged in is not there.');
  return row.donnees;
}

const answers = ['responsable', 'usage_inchange', 'contact_metier', 'contact_technique'];

const listOf = (query: ReturnType<typeof sql>) =>
  sql`(select coalesce(jsonb_agg(to_jsonb(une)), '[]') from (${query}) une)`;

const mine = (table: string, columns: readonly string[], compte: string) =>
  listOf(
    sql`select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)} where compte = ${compte}`,
  );

const demandes = (compte: string) =>
  listOf(sql`select d.numero, d.etat, d.siret, d.cas_usage, d.intitule, d.contenu, d.cgu_version, d.cgu_acceptee_le, d.creee_le,
      d.modifiee_le, d.premier_envoi_le, d.decidee_le,
      ${listOf(sql`select acte, auteur_nom, le, de, vers, motif, changements from demande_evenements
        where demande = d.id order by id`)} as evenements,
      ${listOf(sql`select auteur_nom, cote, corps, champ, le, lu_le from demande_messages where demande = d.id order by id`)}
        as messages,
      ${listOf(sql`select p.id, p.nom, p.taille, dp.genre, dp.ajoutee_le, dp.remplacee_le from demande_pieces dp
        join pieces p on p.id = dp.piece where dp.demande = d.id`)} as pieces,
      ${listOf(sql`select numero, etat, instantane, accordee_le, close_le from habilitations where demande = d.id`)}
        as habilitations
    from demandes d where d.demandeur = ${compte} order by d.creee_le`);

const jetonsTransmis = (compte: string) =>
  listOf(sql`select l.jti, l.email, l.nom, l.cree_le, l.expire_le, l.clos_le, l.clos_par,
      ${listOf(sql`select le, adresse from affichages_de_jetons where lien = l.id order by le`)} as vues
    from liens_de_jetons l where l.cree_par = ${compte} order by l.cree_le`);

const signalements = (compte: string) =>
  listOf(sql`select t.numero, t.genre, t.etat, t.sujet, t.champs, t.endpoint, t.email, t.nom, t.ouvert_le, t.resolu_le,
      ${listOf(sql`select nature, auteur, texte, le from ticket_messages
        where ticket = t.numero and nature <> 'note' order by id`)} as messages,
      ${listOf(sql`select p.nom, p.taille from ticket_pieces tp join pieces p on p.id = tp.piece where tp.ticket = t.numero`)}
        as pieces
    from tickets t where t.compte = ${compte} order by t.ouvert_le`);
