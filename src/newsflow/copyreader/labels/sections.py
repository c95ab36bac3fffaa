"""What sections are usually called, by what they are about, for copy of agencies whose list isn't ours."""

from newsflow.domain.worded import worded

# fmt: off
USUAL: dict[str, tuple[str, ...]] = {
    "world": ("Monde", "International", "Dünya", "World", "العالم", "دولي", "В мире", "Мир", "Mundo", "Internacional", "Welt", "Ausland", "جهان"),
    "politics": ("Politique", "Politika", "Siyaset", "Politics", "سياسة", "Политика", "Política", "Politik", "سیاست"),
    "economy": ("Économie", "Ekonomi", "Economy", "Business", "اقتصاد", "Экономика", "Economía", "Wirtschaft"),
    "sport": ("Sport", "Sports", "Spor", "رياضة", "Спорт", "Deportes", "Deporte", "ورزش"),
    "health": ("Santé", "Sağlık", "Health", "صحة", "Здоровье", "Salud", "Gesundheit", "سلامت"),
    "science": ("Sciences", "Science", "Science et technologie", "Bilim", "Bilim-Teknoloji", "Bilim Teknoloji", "Science and technology", "Technology", "علوم", "علوم وتكنولوجيا",
                "Наука", "Наука и технологии", "Ciencia", "Wissenschaft", "Wissenschaft und Technik", "دانش"),
    "culture": ("Culture", "Culture et arts", "Kültür", "Kültür-Sanat", "Kültür Sanat", "Culture and arts", "ثقافة", "ثقافة وفنون", "Культура", "Культура и искусство", "Cultura",
                "Kultur", "Kultur und Kunst", "فرهنگ"),
    "environment": ("Environnement", "Çevre", "Environment", "بيئة", "Экология", "Medio ambiente", "Umwelt", "محیط زیست"),
    "society": ("Société", "Yaşam", "Life", "Society", "مجتمع", "حياة", "Общество", "Sociedad", "Gesellschaft", "Leben", "جامعه"),
    "agenda": ("À la une", "Gündem", "Top stories", "أبرز الأخبار", "محليات", "Главное", "Actualidad", "Aktuelles"),
    "education": ("Éducation", "Eğitim", "Education", "تعليم", "Образование", "Educación", "Bildung", "آموزش"),
    "analysis": ("Analyse", "Analiz", "Analysis", "تحليل", "Анализ", "Análisis", "تحلیل"),
}
# fmt: on
ABOUT = {
    "world": worded("the world"),
    "politics": worded("politics"),
    "economy": worded("the economy"),
    "sport": worded("sport"),
    "health": worded("health"),
    "science": worded("science"),
    "culture": worded("culture"),
    "environment": worded("the environment"),
    "society": worded("society"),
    "agenda": worded("the day’s main news"),
    "education": worded("education"),
    "analysis": worded("analysis"),
}
"""What each is about, in words."""
