"""Words that tell of a subject, for the broadest media topics: our own short list, by language, folded."""

from newsflow.domain.checks.tokens import same

_WORDS: dict[str, dict[str, str]] = {
    "medtop:01000000": {  # arts, culture, entertainment
        "en": "museum,exhibition,festival,concert,film,novel,theatre,gallery,painter,orchestra,library,books",
        "fr": "musée,exposition,festival,concert,film,roman,théâtre,galerie,peintre,orchestre,bibliothèque,livres",
        "tr": "müze,sergi,festival,konser,film,roman,tiyatro,galeri,ressam,orkestra,kütüphane,kitap",
        "ar": "متحف,معرض,مهرجان,حفل,فيلم,رواية,مسرح,رسام,مكتبة,كتب,المتحف,المعرض,المهرجان,المكتبة",
        "de": "museum,ausstellung,festival,konzert,film,roman,theater,galerie,maler,orchester,bibliothek,bücher",
        "ru": "музей,выставка,фестиваль,концерт,фильм,роман,театр,галерея,художник,оркестр,библиотека,книги",
    },
    "medtop:02000000": {  # crime, law and justice
        "en": "court,police,trial,judge,prosecutor,verdict,arrested,prison,sentence,lawyer",
        "fr": "tribunal,police,procès,juge,procureur,verdict,arrêté,prison,peine,avocat",
        "tr": "mahkeme,polis,dava,hakim,savcı,karar,tutuklandı,cezaevi,ceza,avukat",
        "ar": "محكمة,شرطة,محاكمة,قاض,النيابة,حكم,اعتقال,سجن,محام,المحكمة,الشرطة",
        "de": "gericht,polizei,prozess,richter,staatsanwalt,urteil,festgenommen,gefängnis,anwalt",
        "ru": "суд,полиция,процесс,судья,прокурор,приговор,задержан,тюрьма,адвокат",
    },
    "medtop:03000000": {  # disaster, accident and emergency
        "en": "earthquake,flood,fire,crash,rescue,storm,injured,evacuated,wildfire,avalanche",
        "fr": "séisme,inondation,incendie,accident,secours,tempête,blessés,évacués,avalanche",
        "tr": "deprem,sel,yangın,kaza,kurtarma,fırtına,yaralı,tahliye,çığ",
        "ar": "زلزال,فيضان,حريق,حادث,إنقاذ,عاصفة,جرحى,إجلاء",
        "de": "erdbeben,hochwasser,brand,unfall,rettung,sturm,verletzte,evakuiert,lawine",
        "ru": "землетрясение,наводнение,пожар,авария,спасатели,шторм,пострадавшие,лавина",
    },
    "medtop:04000000": {  # economy, business and finance
        "en": "bank,market,shares,exports,inflation,harvest,budget,prices,company,trade,investment",
        "fr": "banque,marché,actions,exportations,inflation,récolte,budget,prix,entreprise,commerce",
        "tr": "banka,piyasa,hisse,ihracat,enflasyon,hasat,bütçe,fiyat,şirket,ticaret,yatırım",
        "ar": "بنك,سوق,أسهم,صادرات,تضخم,محصول,ميزانية,أسعار,شركة,تجارة",
        "de": "bank,markt,aktien,ausfuhr,inflation,ernte,haushalt,preise,unternehmen,handel",
        "ru": "банк,рынок,акции,экспорт,инфляция,урожай,бюджет,цены,компания,торговля",
    },
    "medtop:05000000": {  # education
        "en": "school,students,teachers,university,pupils,exam,classroom",
        "fr": "école,étudiants,enseignants,université,élèves,examen,classe",
        "tr": "okul,öğrenci,öğrenciler,öğretmen,üniversite,sınav,sınıf",
        "ar": "مدرسة,طلاب,معلمون,جامعة,تلاميذ,امتحان",
        "de": "schule,studierende,lehrer,universität,schüler,prüfung",
        "ru": "школа,студенты,учителя,университет,ученики,экзамен",
    },
    "medtop:06000000": {  # environment
        "en": "climate,ice,lake,forest,birds,species,pollution,coral,emissions,wildlife",
        "fr": "climat,glace,lac,forêt,oiseaux,espèces,pollution,corail,émissions",
        "tr": "iklim,buz,göl,orman,kuş,tür,kirlilik,mercan,salım",
        "ar": "مناخ,جليد,بحيرة,غابة,طيور,أنواع,تلوث,مرجان",
        "de": "klima,eis,see,wald,vögel,arten,verschmutzung,korallen",
        "ru": "климат,лед,озеро,лес,птицы,виды,загрязнение,кораллы",
    },
    "medtop:07000000": {  # health
        "en": "hospital,doctor,doctors,patients,vaccine,nurse,disease,health",
        "fr": "hôpital,médecin,médecins,patients,vaccin,infirmière,maladie,santé",
        "tr": "hastane,doktor,hasta,aşı,hemşire,hastalık,sağlık",
        "ar": "مستشفى,طبيب,أطباء,مرضى,لقاح,ممرضة,مرض,صحة",
        "de": "krankenhaus,arzt,ärzte,patienten,impfung,pflege,krankheit,gesundheit",
        "ru": "больница,врач,врачи,пациенты,вакцина,медсестра,болезнь,здоровье",
    },
    "medtop:11000000": {  # politics and government
        "en": "parliament,minister,election,president,council,vote,government,mayor",
        "fr": "parlement,ministre,élection,président,conseil,vote,gouvernement,maire",
        "tr": "meclis,bakan,seçim,cumhurbaşkanı,belediye,oy,hükümet,başkan",
        "ar": "برلمان,وزير,انتخابات,رئيس,مجلس,تصويت,حكومة",
        "de": "parlament,minister,wahl,präsident,rat,abstimmung,regierung,bürgermeister",
        "ru": "парламент,министр,выборы,президент,совет,голосование,правительство,мэр",
    },
    "medtop:13000000": {  # science and technology
        "en": "comet,telescope,researchers,laboratory,satellite,software,scientists,observatory",
        "fr": "comète,télescope,chercheurs,laboratoire,satellite,logiciel,observatoire",
        "tr": "kuyruklu,teleskop,araştırmacılar,laboratuvar,uydu,yazılım,gözlemevi",
        "ar": "مذنب,تلسكوب,باحثون,مختبر,قمر,برمجيات,علماء",
        "de": "komet,teleskop,forscher,labor,satellit,software,sternwarte",
        "ru": "комета,телескоп,ученые,лаборатория,спутник,обсерватория",
    },
    "medtop:15000000": {  # sport
        "en": "match,goal,league,team,coach,cup,tournament,championship,race",
        "fr": "match,but,ligue,équipe,entraîneur,coupe,tournoi,championnat,course",
        "tr": "maç,gol,lig,takım,antrenör,kupa,turnuva,şampiyona,yarış",
        "ar": "مباراة,هدف,دوري,فريق,مدرب,كأس,بطولة,سباق",
        "de": "spiel,tor,liga,mannschaft,trainer,pokal,turnier,meisterschaft,rennen",
        "ru": "матч,гол,лига,команда,тренер,кубок,турнир,чемпионат,гонка",
    },
    "medtop:17000000": {  # weather
        "en": "forecast,rain,snow,degrees,wind,gusts,temperature,fog",
        "fr": "prévisions,pluie,neige,degrés,vent,rafales,température,brouillard",
        "tr": "tahmin,yağmur,kar,derece,rüzgâr,hava,sıcaklık,sis",
        "ar": "توقعات,أمطار,ثلوج,درجة,رياح,الطقس,ضباب",
        "de": "vorhersage,regen,schnee,grad,wind,böen,temperatur,nebel",
        "ru": "прогноз,дождь,снег,градусов,ветер,температура,туман",
    },
}

TOPIC_WORDS: dict[str, dict[str, frozenset[str]]] = {
    language: {
        topic: frozenset(same(word) for word in by_language[language].split(","))
        for topic, by_language in _WORDS.items()
    }
    for language in ("en", "fr", "tr", "ar", "de", "ru")
}
"""For each language and topic, the words, folded."""
