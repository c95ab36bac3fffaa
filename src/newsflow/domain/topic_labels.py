"""What IPTC's seventeen broadest media topics are called, in our own words, by language."""

LANGUAGES = ("en", "fr", "tr", "ar", "ru", "de", "es", "fa")

_LABELS = {
    "01000000": "arts, culture, entertainment and media|arts, culture, divertissement et médias|kültür, sanat, eğlence ve medya|ثقافة وفنون وترفيه وإعلام|культура, искусство, развлечения и СМИ|Kultur, Kunst, Unterhaltung und Medien|arte, cultura, entretenimiento y medios|فرهنگ، هنر، سرگرمی و رسانه",
    "02000000": "crime, law and justice|criminalité, droit et justice|suç, hukuk ve adalet|جريمة وقانون وعدالة|преступность, право и правосудие|Kriminalität, Recht und Justiz|delincuencia, derecho y justicia|جرم، قانون و دادگستری",
    "03000000": "disaster, accident and emergency incident|catastrophes, accidents et urgences|afet, kaza ve acil durum|كوارث وحوادث وطوارئ|катастрофы, аварии и чрезвычайные происшествия|Katastrophen, Unfälle und Notfälle|catástrofes, accidentes y emergencias|بلایا، حوادث و اورژانس",
    "04000000": "economy, business and finance|économie, entreprises et finance|ekonomi, iş dünyası ve finans|اقتصاد وأعمال ومال|экономика, бизнес и финансы|Wirtschaft, Unternehmen und Finanzen|economía, negocios y finanzas|اقتصاد، کسب‌وکار و دارایی",
    "05000000": "education|éducation|eğitim|تعليم|образование|Bildung|educación|آموزش",
    "06000000": "environment|environnement|çevre|بيئة|окружающая среда|Umwelt|medio ambiente|محیط زیست",
    "07000000": "health|santé|sağlık|صحة|здоровье|Gesundheit|salud|بهداشت و درمان",
    "08000000": "human interest|gens et insolite|insan ve yaşam|منوعات إنسانية|люди и судьбы|Menschen und Buntes|interés humano|مردم و زندگی",
    "09000000": "labour|travail|çalışma hayatı|عمل وعمال|труд|Arbeit|trabajo|کار",
    "10000000": "lifestyle and leisure|vie quotidienne et loisirs|yaşam ve boş zaman|أسلوب حياة وترويح|образ жизни и досуг|Lebensart und Freizeit|estilo de vida y ocio|سبک زندگی و اوقات فراغت",
    "11000000": "politics|politique|siyaset|سياسة|политика|Politik|política|سیاست",
    "12000000": "religion and belief|religion et croyances|din ve inanç|دين ومعتقدات|религия и верования|Religion und Glaube|religión y creencias|دین و باور",
    "13000000": "science and technology|science et technologie|bilim ve teknoloji|علوم وتكنولوجيا|наука и техника|Wissenschaft und Technik|ciencia y tecnología|علم و فناوری",
    "14000000": "society|société|toplum|مجتمع|общество|Gesellschaft|sociedad|جامعه",
    "15000000": "sport|sport|spor|رياضة|спорт|Sport|deporte|ورزش",
    "16000000": "conflict, war and peace|conflits, guerre et paix|çatışma, savaş ve barış|نزاعات وحرب وسلام|конфликты, война и мир|Konflikte, Krieg und Frieden|conflictos, guerra y paz|درگیری، جنگ و صلح",
    "17000000": "weather|météo|hava durumu|طقس|погода|Wetter|el tiempo|آب‌وهوا",
}
LABELS: dict[str, dict[str, str]] = {
    number: dict(zip(LANGUAGES, said.split("|"), strict=True)) for number, said in _LABELS.items()
}
"""By the eight digits of the code, then by BCP 47 language."""
