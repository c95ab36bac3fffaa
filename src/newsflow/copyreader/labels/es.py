"""What Spanish copy prints around its text."""

from newsflow.copyreader.labels.table import Attribution, Labels, NoticeWords, Weight
from newsflow.domain.codes import CreditRole

# fmt: off
# A label table reads as a table: one kind of label a line.
LABELS = Labels(
    language="es",
    updated=("Actualizado", "Actualizada", "Actualización", "Actualizado el", "Última actualización", "Modificado el"),
    first=("Publicado", "Publicado el", "Fecha de publicación", "Creado el"),
    filed=("Fecha", "Enviado el", "Transmitido el"),
    credits={
        CreditRole.WRITER: ("Por", "Redacción:", "Autor:", "Autora:", "Texto:", "Reportero:", "Escrito por"),
        CreditRole.EDITOR: ("Editado por", "Edición:", "Editor:", "Editora:"),
        CreditRole.WEB_EDITOR: ("Edición web:", "Editor web:", "Editora web:"),
        CreditRole.CONTRIBUTOR: ("Con la colaboración de", "Colaboración:", "Con información de", "Colaboradores:"),
        CreditRole.PHOTOGRAPHER: ("Foto:", "Fotos:", "Fotografía:", "Fotógrafo:", "Foto de"),
    },
    joiners=("y", "e", "con"),
    translations=(
        "Traducido del {language} por {translator}",
        "Traducida del {language} por {translator}",
        "Traducción del {language}: {translator}",
        "Traducción del {language} por {translator}",
        "Traducción ({language}): {translator}",
        "Traducido por {translator}",
        "Traducción: {translator}",
        "Traducido por {translator} del {language}",
        "Traducido del {language}",
    ),
    languages={
        "árabe": "ar", "inglés": "en", "francés": "fr", "turco": "tr", "ruso": "ru", "alemán": "de", "persa": "fa", "kurdo": "ku",
        "italiano": "it", "portugués": "pt", "chino": "zh", "hebreo": "he", "español": "es",
    },
    months=(
        ("enero", "ene"), ("febrero", "feb"), ("marzo", "mar"), ("abril", "abr"), ("mayo", "may"), ("junio", "jun"), ("julio", "jul"),
        ("agosto", "ago"), ("septiembre", "setiembre", "sept", "sep"), ("octubre", "oct"), ("noviembre", "nov"), ("diciembre", "dic"),
    ),
    date_fillers=("el", "a", "las", "de", "del", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "hora", "horas"),
    flash=("FLASH", "AVANCE INFORMATIVO"),
    urgent=("URGENTE", "ÚLTIMA HORA", "ALERTA"),
    keywords=("Palabras clave", "Palabra clave", "Etiquetas", "Temas"),
    embargo=("Embargo", "Embargado hasta", "Embargo hasta", "Embargado hasta el", "No publicar antes del", "Bajo embargo hasta"),
    note=("Nota a los editores:", "Nota del editor:", "Nota de la redacción:", "Atención editores:"),
    slug=("Clave:", "Código:"),
    section=("Sección:", "Categoría:"),
    headline=("Título:", "Titular:", "Asunto:"),
    deck=("Entradilla:", "Subtítulo:", "Bajada:"),
    place=("Lugar:", "Data:"),
    page=("Compartir", "Imprimir", "Enviar por correo", "Inicio", "Lea también", "Comentarios", "Copiar enlace", "Suscribirse"),
    notice=NoticeWords(
        subscribers=("suscriptor", "suscri", "abonad"), part=("parte", "resum", "resúm"), copy=("despacho", "noticia", "informacion"),
        site=("sitio", "página", "web"), contact=("contact", "póngase", "escríb"), system=("sistema", "(has)", "difusión"),
    ),
    attributions=(
        Attribution(("citado por", "citada por", "citando a", "recoge", "recogió", "publicado por", "publicada por"), Weight.REPORTS),
        Attribution(("según", "de acuerdo con", "de acuerdo a"), Weight.ACCORDING),
        Attribution(
            ("informó", "informa", "informaron", "ha informado", "reportó", "reporta", "publicó", "publica", "señaló", "según informó", "según informa",
             "dijo a", "dijo al", "declaró a", "declaró al", "en una entrevista con", "entrevista concedida a", "entrevista concedida al", "en entrevista con", "entrevista a",
             "entrevista al", "en declaraciones a", "en declaraciones al", "aseguró a", "aseguró al", "contó a", "contó al", "explicó a", "explicó al"),
            Weight.TOLD,
        ),
    ),
    articles=("el", "la", "los", "las", "un", "una", "al", "a", "del", "de"),
    media_nouns=("agencia", "cadena", "diario", "periódico", "canal", "radio", "televisión", "revista", "sitio", "emisora", "semanario", "medio"),
)
