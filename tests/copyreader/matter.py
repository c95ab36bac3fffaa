"""What the pages of each language say in the tests. Invented, and harmless."""

from dataclasses import dataclass

EASTERN = {
    "ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """What the pages of a language say. Invented, and harmless."""

    section: str
    headline: str
    deck: str
    place: str
    people: tuple[str, ...]
    paragraphs: tuple[str, ...]
    keywords: tuple[str, ...]
    comma: str = ", "


MATTER = {
    "fr": Matter(
        "Culture et arts",
        "Le phare de l'île aux Moines rallume sa lanterne de cuivre",
        "Une centaine d'habitants ont assisté à la cérémonie du soir",
        "Vannes",
        ("Lucie Ferrand", "Malik Ozan", "Inès Belkacem", "Hugo Le Goff", "Anne Castel"),
        (
            "La lanterne de cuivre du phare de l'île aux Moines a été rallumée mardi soir après onze ans de travaux menés par les habitants.",
            "Le gardien, qui vit seul avec deux chèvres, a promis de sonner la cloche chaque dimanche matin jusqu'à la fin de l'été.",
        ),
        ("phare", "île aux Moines"),
    ),
    "tr": Matter(
        "Kültür-Sanat",
        "Safranbolu'da unutulan saat kulesi yeniden çalışmaya başladı",
        "Kulenin çanı kırk yıl sonra ilk kez bu sabah duyuldu",
        "Karabük",
        ("Defne Karaoğlu", "Kerem Soylu", "Ayşe Tunalı", "Nehir Baş", "İlker Işık"),
        (
            "Safranbolu'nun tarihi saat kulesi, iki yıl süren onarımın ardından salı sabahı yeniden çalışmaya başladı ve çanı bütün çarşıda duyuldu.",
            "Onarımı yapan usta, kulenin dişlilerini çocukluğundan beri tanıdığını, şimdi bir çırak aradığını söyledi ve törene katılanlara teşekkür etti.",
        ),
        ("Safranbolu", "saat kulesi"),
    ),
    "ar": Matter(
        "ثقافة وفنون",
        "عودة الطاحونة القديمة إلى العمل في قرية الزهراء",
        "أهالي القرية أصلحوا الطاحونة بأيديهم خلال عامين كاملين",
        "صفاقس",
        ("سلمى المنصوري", "هادي الرقيق", "ليلى بن عمر", "نادر الحداد", "منى الساحلي"),
        (
            "عادت الطاحونة القديمة في قرية الزهراء إلى العمل صباح الثلاثاء بعد توقف دام أكثر من ثلاثين عاما، بحضور عشرات التلاميذ من القرى المجاورة.",
            "وأوضح صاحب الطاحونة أن الدقيق سيوزع في الأسبوع الأول دون مقابل على العائلات، ثم يباع في السوق الأسبوعية بثمن رمزي طوال فصل الصيف.",
        ),
        ("طاحونة", "الزهراء"),
        comma="، ",
    ),
    "en": Matter(
        "Culture and arts",
        "Hill village gets its stolen weathercock back after forty years",
        "The copper bird came by post, in a box of straw, unsigned",
        "Ludlow",
        ("Harriet Quill", "Tom Ashdown", "Ida Lenz", "Paul Moor", "Nina Frost"),
        (
            "A copper weathercock that vanished from a village church four decades ago came home on Tuesday in a plain box with no name on it.",
            "The verger put the bird back on the tower the same evening, while the whole village held the ladder and a small band played below.",
        ),
        ("weathercock", "village life"),
    ),
    "ru": Matter(
        "Культура и искусство",
        "Старинные часы на вокзале Вологды пошли после ремонта",
        "Мастер работал над механизмом две зимы и ни разу не взял выходного",
        "Вологда",
        ("Ольга Рябинина", "Денис Клён", "Мария Ковыль", "Пётр Снегирёв", "Анна Берёзкина"),
        (
            "Старинные часы на здании вокзала Вологды снова пошли во вторник утром, и пассажиры первого поезда встретили их бой аплодисментами.",
            "Мастер рассказал, что собирал недостающие шестерни по всей области, а последнюю ему принесла в коробке из-под чая соседка с третьего этажа.",
        ),
        ("часы", "Вологда"),
    ),
    "es": Matter(
        "Cultura",
        "Un molino de viento vuelve a girar en la sierra de Albacete",
        "Los vecinos cosieron las velas durante tres inviernos seguidos",
        "Albacete",
        ("Marta Ibáñez", "Hugo Peña", "Sofía Lanza", "Diego Arce", "Lola Vidal"),
        (
            "El viejo molino de la sierra volvió a girar el martes por la mañana con velas nuevas, cosidas a mano por los vecinos del pueblo.",
            "La molinera explicó que la primera harina será para el pan de la escuela y que el resto se venderá en la plaza los domingos de verano.",
        ),
        ("molino", "sierra"),
    ),
    "de": Matter(
        "Kultur und Kunst",
        "Alte Zahnradbahn am Brienzersee fährt wieder mit Dampf",
        "Drei Rentner haben die Lokomotive in einer Scheune zusammengebaut",
        "Brienz",
        ("Greta Sonderegger", "Jonas Blatter", "Ruth Zumstein", "Karl Imhof", "Vreni Gasser"),
        (
            "Die alte Zahnradbahn am Brienzersee ist am Dienstag zum ersten Mal seit dreissig Jahren wieder mit Dampf auf den Berg gefahren.",
            "Der Lokführer hatte die Maschine mit zwei Freunden in einer Scheune zusammengebaut und den Kessel am Ende mit Bergwasser gefüllt.",
        ),
        ("Zahnradbahn", "Brienz"),
    ),
    "fa": Matter(
        "فرهنگ",
        "ساعت قدیمی بازار همدان پس از سی سال دوباره به کار افتاد",
        "استادکار پیر شهر چرخ‌دنده‌ها را با دست خود ساخته بود",
        "همدان",
        ("نیلوفر سهرابی", "بهرام راد", "سارا کیانی", "کاوه مهرگان", "پروین صبا"),
        (
            "ساعت قدیمی بازار همدان صبح سه‌شنبه پس از سی سال خاموشی دوباره به کار افتاد و مردم شهر با شیرینی و گل به دیدن آن آمدند.",
            "استادکار ساعت گفت که چرخ‌دنده‌های تازه را در کارگاه کوچک خانه‌اش ساخته است و اکنون می‌خواهد این کار را به دو شاگرد جوان بیاموزد.",
        ),
        ("همدان", "ساعت"),
        comma="، ",
    ),
}

NOTICES = {
    "fr": "Seule une partie des dépêches envoyées aux abonnés paraît, résumée, sur ce site. Contactez-nous pour un abonnement.",
    "tr": "Abonelere geçilen haberlerin bir kısmı bu sitede özetlenerek yayımlanır. Abonelik için iletişime geçin.",
    "ar": "ينشر الموقع جزءا من الأخبار المرسلة إلى المشتركين. للاشتراك يرجى التواصل معنا.",
    "en": "This site carries only some of the news, a part of what our subscribers get. Contact us to subscribe.",
    "ru": "На сайте выходит лишь часть новостей для подписчиков. Свяжитесь с нами, чтобы подписаться.",
    "es": "Este sitio publica solo una parte de los despachos para suscriptores. Contacte con nosotros para suscribirse.",
    "de": "Diese Seite zeigt nur einen Teil der Meldungen für Abonnenten. Kontaktieren Sie uns für ein Abonnement.",
    "fa": "این سایت تنها بخشی از اخبار مشترکان را نشان می‌دهد. برای اشتراک با ما تماس بگیرید.",
}
