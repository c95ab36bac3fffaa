"""What Turkish copy prints around its text."""

from newsflow.copyreader.labels.table import Attribution, Labels, NoticeWords, Weight
from newsflow.domain.codes import CreditRole

# fmt: off
# A label table reads as a table: one kind of label a line.
LABELS = Labels(
    language="tr",
    updated=("Güncelleme", "Güncellendi", "Güncellenme", "Güncelleme tarihi", "Son güncelleme", "Güncellenme tarihi"),
    first=("Yayın tarihi", "Yayınlanma", "Yayınlandı", "Yayımlanma tarihi", "Yayımlandı", "Oluşturulma", "Oluşturulma tarihi", "Giriş", "Giriş tarihi", "İlk yayın"),
    filed=("Tarih", "Geçiş tarihi", "Gönderilme tarihi"),
    credits={
        CreditRole.WRITER: ("Haber:", "Muhabir:", "Yazan:", "Yazar:", "Muhabirler:", "Hazırlayan:"),
        CreditRole.EDITOR: ("Editör:", "Yayına hazırlayan:", "Redaktör:"),
        CreditRole.WEB_EDITOR: ("İnternet editörü:", "Web editörü:", "Siteye ekleyen:"),
        CreditRole.CONTRIBUTOR: ("Katkıda bulunan:", "Katkıda bulunanlar:", "Katkı:"),
        CreditRole.PHOTOGRAPHER: ("Fotoğraf:", "Fotoğraflar:", "Foto muhabiri:", "Foto:"),
    },
    joiners=("ve", "ile"),
    translations=(
        "{language} çeviren: {translator}",
        "{language} tercüme eden: {translator}",
        "{language} çeviri: {translator}",
        "Çeviri ({language}): {translator}",
        "Çeviren: {translator}",
        "Çeviri: {translator}",
        "Tercüme: {translator}",
        "{translator} tarafından {language} çevrilmiştir",
        "{language} çevrilmiştir",
    ),
    languages={
        "Arapçadan": "ar", "Arapça'dan": "ar", "Arapça": "ar", "İngilizceden": "en", "İngilizce'den": "en", "İngilizce": "en",
        "Fransızcadan": "fr", "Fransızca'dan": "fr", "Fransızca": "fr", "Rusçadan": "ru", "Rusça'dan": "ru", "Rusça": "ru",
        "Almancadan": "de", "Almanca'dan": "de", "Almanca": "de", "İspanyolcadan": "es", "İspanyolca'dan": "es", "İspanyolca": "es",
        "Farsçadan": "fa", "Farsça'dan": "fa", "Farsça": "fa", "Kürtçeden": "ku", "Kürtçe": "ku",
    },
    months=(
        ("Ocak", "Oca"), ("Şubat", "Şub"), ("Mart",), ("Nisan", "Nis"), ("Mayıs",), ("Haziran", "Haz"), ("Temmuz", "Tem"),
        ("Ağustos", "Ağu"), ("Eylül", "Eyl"), ("Ekim", "Eki"), ("Kasım", "Kas"), ("Aralık", "Ara"),
    ),
    date_fillers=("saat", "pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar", "tarihinde", "günü"),
    flash=("FLAŞ", "FLAŞ HABER"),
    urgent=("SON DAKİKA", "ACİL", "İVEDİ"),
    keywords=("Anahtar kelimeler", "Anahtar kelime", "Anahtar sözcükler", "Etiketler", "Etiket"),
    embargo=("Ambargo", "Ambargolu", "Ambargo bitişi", "Yayın yasağı", "Yayım saati"),
    note=("Editör notu:", "Editörlere not:", "Editörün notu:", "Redaksiyon notu:", "Abonelere not:"),
    slug=("Kod adı:", "Kısa ad:"),
    section=("Kategori:", "Bölüm:", "Servis:"),
    headline=("Başlık:", "Konu:"),
    deck=("Spot:", "Alt başlık:"),
    place=("Yer:", "Mahreç:"),
    page=("Paylaş", "Yazdır", "E-posta gönder", "Ana sayfa", "Abone ol", "Yorumlar", "Bağlantıyı kopyala", "İlgili haberler", "Haberi paylaş"),
    notice=NoticeWords(
        subscribers=("abone",), part=("özet", "bir kısm", "kısmı", "bölümü"), copy=("haber", "içerik", "metin"),
        site=("site", "internet", "web"), contact=("iletişim", "temas", "başvur", "bağlantı kur"), system=("sistem", "(has)", "akış"),
    ),
    attributions=(
        Attribution(
            ("haberine göre", "haberinde", "aktardığına göre", "bildirdiğine göre", "duyurduğuna göre", "yazdığına göre", "kaynağına göre",
             "bildirdi", "duyurdu", "aktardı", "yazdı", "geçti"),
            Weight.REPORTS, name_first=True,
        ),
        Attribution(("göre",), Weight.ACCORDING, name_first=True),
        Attribution(
            ("konuştu", "konuşan", "açıklama yaptı", "açıklamada bulundu", "demeç verdi", "mülakat verdi", "röportaj verdi", "verdiği röportajda",
             "verdiği mülakatta", "verdiği demeçte", "yaptığı açıklamada", "açıklamasında", "anlattı"),
            Weight.TOLD, name_first=True,
        ),
    ),
    articles=("bir",),
    media_nouns=("ajans", "haber ajans", "kanal", "gazete", "dergi", "televizyon", "radyo", "site", "yayın", "kuruluş", "kaynağı"),
)
