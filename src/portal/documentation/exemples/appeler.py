import json
import time
import urllib.error
import urllib.parse
import urllib.request


class SansRedirection(urllib.request.HTTPRedirectHandler):
    """Une redirection suivie d'office perdrait de vue le nouvel identifiant."""

    def redirect_request(self, *_):
        return None


client = urllib.request.build_opener(SansRedirection)


def appeler(adresse, jeton, delai_s, patience_s):
    """Appelle une donnée et dit quoi en faire :
    donnee, absente, a-corriger ou plus-tard.

    Au plus un nouvel essai, si l'attente demandée tient dans patience_s.
    """
    for essai in (1, 2):
        statut, entetes, corps = tenter(adresse, jeton, delai_s)
        if statut in (200, 206):
            return {"issue": "donnee", "complete": statut == 200, "donnee": corps}
        if statut in (404, 451):
            return {"issue": "absente", "statut": statut}
        if 400 <= statut < 500 and statut != 429:
            code = entetes.get("X-Error-Code")
            return {"issue": "a-corriger", "statut": statut, "code": code, "erreurs": corps["errors"]}
        # 301 : un autre identifiant. Sinon 429, 5xx ou silence : attendre, une fois.
        if statut == 301:
            adresse = urllib.parse.urljoin(adresse, entetes["Location"])
        attente = 0 if statut == 301 else int(entetes.get("Retry-After", 1))
        if essai == 2 or attente > patience_s:
            return {"issue": "plus-tard", "statut": statut, "attente": attente}
        time.sleep(attente)


def tenter(adresse, jeton, delai_s):
    requete = urllib.request.Request(adresse)
    requete.add_header("Authorization", f"Bearer {jeton}")
    try:
        with client.open(requete, timeout=delai_s) as reponse:
            return reponse.status, reponse.headers, json.load(reponse)
    except urllib.error.HTTPError as erreur:
        return erreur.code, erreur.headers, json.load(erreur)
    except (OSError, ValueError):
        # Délai dépassé, connexion fermée, réponse illisible.
        return 0, {}, None
