"""What French copy prints around its text."""

from newsflow.copyreader.labels.table import Attribution, Labels, NoticeWords, Weight
from newsflow.domain.codes import CreditRole

# fmt: off
# A label table reads as a table: one kind of label a line.
LABELS = Labels(
    language="fr",
    updated=("Mise à jour", "Mis à jour", "Mise à jour le", "Mis à jour le", "Actualisé le", "Dernière mise à jour", "Modifié le"),
    first=("Publié le", "Publié", "Date de publication", "Première publication", "Mis en ligne le", "Créé le"),
    filed=("Date", "Transmis le", "Envoyé le", "Émis le"),
    credits={
        CreditRole.WRITER: ("Par", "De notre correspondant", "De notre envoyé spécial", "Auteur:", "Rédaction:", "Rédigé par"),
        CreditRole.EDITOR: ("Édité par", "Édition:", "Relu par", "Sous la direction de"),
        CreditRole.WEB_EDITOR: ("Mise en ligne par", "Mise en ligne:", "Édition web:", "Éditeur web:"),
        CreditRole.CONTRIBUTOR: ("Avec la contribution de", "Avec la participation de", "Contribution:", "Avec:"),
        CreditRole.PHOTOGRAPHER: ("Photo:", "Photos:", "Photographe:", "Crédit photo:"),
    },
    joiners=("et", "avec"),
    translations=(
        "Traduit de {language} par {translator}",
        "Traduction de {language} par {translator}",
        "Traduit {language} par {translator}",
        "Traduction de {language}: {translator}",
        "Traduction ({language}): {translator}",
        "Adapté de {language} par {translator}",
        "Traduit par {translator}",
        "Traduction: {translator}",
        "Traduit par {translator} de {language}",
        "Traduit de {language}",
    ),
    languages={
        "l'arabe": "ar", "arabe": "ar", "l'anglais": "en", "anglais": "en", "turc": "tr", "le turc": "tr", "du turc": "tr",
        "russe": "ru", "du russe": "ru", "l'espagnol": "es", "espagnol": "es", "l'allemand": "de", "allemand": "de",
        "persan": "fa", "du persan": "fa", "l'italien": "it", "italien": "it", "du chinois": "zh", "chinois": "zh",
        "du kurde": "ku", "kurde": "ku", "du portugais": "pt", "portugais": "pt", "l'hébreu": "he", "français": "fr",
        "du français": "fr", "l'albanais": "sq", "du bosnien": "bs", "du grec": "el", "de l'arabe": "ar", "de l'anglais": "en",
    },
    months=(
        ("janvier", "janv"), ("février", "févr", "fév"), ("mars",), ("avril", "avr"), ("mai",), ("juin",), ("juillet", "juil"),
        ("août",), ("septembre", "sept"), ("octobre", "oct"), ("novembre", "nov"), ("décembre", "déc"),
    ),
    date_fillers=("le", "à", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "heure", "heures"),
    flash=("FLASH", "Flash info"),
    urgent=("URGENT", "ALERTE", "Alerte info", "Dernière minute"),
    keywords=("Mots-clés", "Mots clés", "Mot-clé", "Étiquettes", "Thèmes"),
    embargo=("Embargo", "Sous embargo", "Sous embargo jusqu'au", "Embargo jusqu'au", "Ne pas publier avant le", "Ne pas publier avant"),
    note=("Note aux rédacteurs:", "Note aux rédactions:", "Note de la rédaction:", "À l'attention des rédactions:", "NDLR:"),
    slug=("Slug:", "Mot-dièse:", "Identifiant:"),
    section=("Rubrique:", "Section:", "Catégorie:"),
    headline=("Titre:", "Objet:"),
    deck=("Chapeau:", "Chapô:", "Sous-titre:"),
    place=("Lieu:", "Lieu d'émission:"),
    page=("Partager", "Partager l'article", "Imprimer", "Envoyer par e-mail", "Lire aussi", "Accueil", "Retour", "Abonnez-vous", "Commentaires", "Télécharger", "Copier le lien"),
    notice=NoticeWords(
        subscribers=("abonn", "souscri"), part=("partie", "extrait", "resum", "intégral"), copy=("dépêche", "informations", "contenu", "articles"),
        site=("site", "en ligne", "internet"), contact=("contact", "joign", "adress"), system=("système", "(has)", "diffus", "flux"),
    ),
    attributions=(
        Attribution(
            ("rapporte", "rapportent", "a rapporté", "ont rapporté", "relate", "relatent", "écrit", "cité par", "citée par", "cités par", "relayé par", "relayée par",
             "rapporté par", "rapportée par", "diffusé par", "diffusée par", "publié par", "publiée par"),
            Weight.REPORTS,
        ),
        Attribution(("selon", "d'après", "de source de", "citant"), Weight.ACCORDING),
        Attribution(
            ("interview accordée à", "interview accordée au", "interview à", "interview au", "interview avec", "entretien accordé à", "entretien accordé au", "entretien à",
             "entretien au", "entretien avec", "interview sur", "déclaré à", "déclaré au", "confié à", "confié au", "dit à", "dit au", "indiqué à", "indiqué au", "affirmé à",
             "affirmé au", "expliqué à", "expliqué au", "raconté à", "raconté au", "précisé à", "précisé au", "assuré à", "assuré au", "dans les colonnes de",
             "dans les colonnes du", "au micro de", "à l'antenne de", "déclaration à", "déclaration au", "déclarations à", "déclarations au", "indique", "a indiqué", "annonce", "a annoncé", "a fait savoir", "affirme", "révèle", "a révélé"),
            Weight.TOLD,
        ),
    ),
    articles=("l'", "le", "la", "les", "un", "une", "d'", "de", "du", "des", "au", "aux", "à", "par"),
    media_nouns=("agence", "chaîne", "journal", "journaux", "quotidien", "hebdomadaire", "radio", "télévision", "site", "magazine", "média", "revue", "station"),
)
