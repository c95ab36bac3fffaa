"""Agencies and media by the names that datelines and attributions print. Facts of the trade, in no order of rank."""

MARKS = (
    "AA", "AFP", "AP", "Reuters", "dpa", "TASS", "ТАСС", "ИТАР-ТАСС", "EFE", "ANSA", "APA", "PAP", "Xinhua", "SPA",
    "MENA", "WAFA", "QNA", "KUNA", "IRNA", "ISNA", "DHA", "İHA", "ANKA", "UPI", "PTI", "Belga", "ATS", "Lusa", "MTI",
    "РИА Новости", "Интерфакс", "INTERFAX.RU", "الأناضول", "رويترز", "أ ف ب", "أ.ف.ب", "د ب أ", "د.ب.أ", "أ ب",
    "واس", "قنا", "كونا", "وفا", "فرانس برس", "ایرنا", "ایسنا", "آناتولی", "خبرگزاری آناتولی",
)  # fmt: skip
"""What stands in a dateline for the agency. Capitals of two to eight letters are read as a mark too."""

MEDIA = (
    *MARKS,
    "Associated Press", "Agence France-Presse", "Anadolu", "Anadolu Agency", "Agence Anadolu", "Anadolu Ajansı",
    "Agencia Anadolu", "Agentur Anadolu", "Deutsche Presse-Agentur", "Press Association", "Kyodo", "Bloomberg",
    "BBC", "CNN", "ARD", "ZDF", "RTL", "TRT", "NTV", "RAI", "RTVE", "RFI", "France 24", "France Info", "TF1", "DW",
    "Deutsche Welle", "Al Jazeera", "Al-Jazeera", "Al Arabiya", "Sky News", "NBC", "CBS", "ABC News", "Fox News",
    "NPR", "PBS", "Euronews", "Politico", "Axios", "The Guardian", "Le Monde", "Le Figaro", "Libération", "El País",
    "El Mundo", "Der Spiegel", "Die Zeit", "Bild", "Hürriyet", "Milliyet", "Cumhuriyet", "Sabah", "Haaretz",
    "Рейтер", "Агентство Франс Пресс", "Ассошиэйтед Пресс", "Би-би-си", "Известия", "Коммерсант", "Аль-Джазира",
    "Франс Пресс", "أسوشيتد برس", "وكالة فرانس برس", "الجزيرة", "العربية", "بي بي سي", "سي إن إن", "تاس",
    "نيويورك تايمز", "واشنطن بوست", "رویترز", "آسوشیتدپرس", "فرانس پرس", "الجزیره", "بی‌بی‌سی",
)  # fmt: skip
"""Media that need no further sign of being one."""

NAME_WORDS = frozenset(
    (
        "press",
        "presse",
        "presses",
        "news",
        "times",
        "post",
        "agency",
        "agence",
        "agencia",
        "ajansi",
        "agentur",
        "tv",
        "radio",
        "tribune",
        "journal",
        "daily",
        "herald",
        "gazette",
        "gazetesi",
        "zeitung",
        "telegraph",
        "guardian",
        "wire",
        "network",
        "broadcasting",
        "haber",
        "telegrafo",
        "diario",
        "periodico",
        "rundfunk",
        "observer",
        "chronicle",
        "prensa",
    )
)
"""Words inside a name that show a medium, folded."""
