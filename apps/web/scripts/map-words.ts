/** Languages of the map of meaning, in the column order of the table below. BCP 47 tags. */
export const mapLanguages = ['en', 'es', 'fr', 'de', 'pt', 'nl', 'ru', 'tr', 'ar', 'hi', 'ja', 'zh'] as const;

/**
 * One line is one meaning, one column is one language. Every entry is the everyday translation, chosen before
 * its vector was looked at: words that the model places badly stay in, so that the picture stays honest.
 */
const table = `
dog perro chien Hund cachorro hond собака köpek كلب कुत्ता 犬 狗
cat gato chat Katze gato kat кошка kedi قطة बिल्ली 猫 猫
horse caballo cheval Pferd cavalo paard лошадь at حصان घोड़ा 馬 马
bird pájaro oiseau Vogel pássaro vogel птица kuş طائر पक्षी 鳥 鸟
fish pez poisson Fisch peixe vis рыба balık سمكة मछली 魚 鱼
bread pan pain Brot pão brood хлеб ekmek خبز रोटी パン 面包
cheese queso fromage Käse queijo kaas сыр peynir جبن पनीर チーズ 奶酪
apple manzana pomme Apfel maçã appel яблоко elma تفاحة सेब りんご 苹果
coffee café café Kaffee café koffie кофе kahve قهوة कॉफ़ी コーヒー 咖啡
milk leche lait Milch leite melk молоко süt حليب दूध 牛乳 牛奶
rice arroz riz Reis arroz rijst рис pirinç أرز चावल 米 米饭
rain lluvia pluie Regen chuva regen дождь yağmur مطر बारिश 雨 雨
snow nieve neige Schnee neve sneeuw снег kar ثلج बर्फ 雪 雪
wind viento vent Wind vento wind ветер rüzgar رياح हवा 風 风
storm tormenta tempête Sturm tempestade storm буря fırtına عاصفة तूफ़ान 嵐 暴风雨
sun sol soleil Sonne sol zon солнце güneş شمس सूरज 太陽 太阳
moon luna lune Mond lua maan луна ay قمر चाँद 月 月亮
hammer martillo marteau Hammer martelo hamer молоток çekiç مطرقة हथौड़ा ハンマー 锤子
knife cuchillo couteau Messer faca mes нож bıçak سكين चाकू ナイフ 刀
scissors tijeras ciseaux Schere tesoura schaar ножницы makas مقص कैंची はさみ 剪刀
love amor amour Liebe amor liefde любовь aşk حب प्यार 愛 爱
fear miedo peur Angst medo angst страх korku خوف डर 恐怖 恐惧
joy alegría joie Freude alegria vreugde радость neşe فرح खुशी 喜び 快乐
anger ira colère Wut raiva woede гнев öfke غضب क्रोध 怒り 愤怒
money dinero argent Geld dinheiro geld деньги para مال पैसा お金 钱
invoice factura facture Rechnung fatura factuur счёт fatura فاتورة चालान 請求書 发票
price precio prix Preis preço prijs цена fiyat سعر कीमत 価格 价格
tax impuesto impôt Steuer imposto belasting налог vergi ضريبة कर 税金 税
market mercado marché Markt mercado markt рынок pazar سوق बाज़ार 市場 市场
hand mano main Hand mão hand рука el يد हाथ 手 手
heart corazón cœur Herz coração hart сердце kalp قلب दिल 心臓 心
eye ojo œil Auge olho oog глаз göz عين आँख 目 眼睛
house casa maison Haus casa huis дом ev بيت घर 家 房子
door puerta porte Tür porta deur дверь kapı باب दरवाज़ा ドア 门
window ventana fenêtre Fenster janela raam окно pencere نافذة खिड़की 窓 窗户
train tren train Zug trem trein поезд tren قطار रेलगाड़ी 電車 火车
airplane avión avion Flugzeug avião vliegtuig самолёт uçak طائرة हवाईजहाज़ 飛行機 飞机
ship barco navire Schiff navio schip корабль gemi سفينة जहाज़ 船 船
bicycle bicicleta vélo Fahrrad bicicleta fiets велосипед bisiklet دراجة साइकिल 自転車 自行车
computer computadora ordinateur Computer computador computer компьютер bilgisayar حاسوب कंप्यूटर コンピュータ 电脑
network red réseau Netzwerk rede netwerk сеть ağ شبكة नेटवर्क ネットワーク 网络
password contraseña mot_de_passe Passwort senha wachtwoord пароль parola كلمة_المرور पासवर्ड パスワード 密码
guitar guitarra guitare Gitarre violão gitaar гитара gitar جيتار गिटार ギター 吉他
music música musique Musik música muziek музыка müzik موسيقى संगीत 音楽 音乐
morning mañana matin Morgen manhã ochtend утро sabah صباح सुबह 朝 早晨
night noche nuit Nacht noite nacht ночь gece ليل रात 夜 夜晚
mother madre mère Mutter mãe moeder мать anne أم माँ 母 母亲
brother hermano frère Bruder irmão broer брат kardeş أخ भाई 兄弟 兄弟
doctor médico médecin Arzt médico arts врач doktor طبيب डॉक्टर 医者 医生
hospital hospital hôpital Krankenhaus hospital ziekenhuis больница hastane مستشفى अस्पताल 病院 医院
tree árbol arbre Baum árvore boom дерево ağaç شجرة पेड़ 木 树
flower flor fleur Blume flor bloem цветок çiçek زهرة फूल 花 花
river río rivière Fluss rio rivier река nehir نهر नदी 川 河
mountain montaña montagne Berg montanha berg гора dağ جبل पहाड़ 山 山
book libro livre Buch livro boek книга kitap كتاب किताब 本 书
school escuela école Schule escola school школа okul مدرسة स्कूल 学校 学校
`;

export interface MapWord {
  text: string;
  /** Indices into {@link mapLanguages}: a spelling shared by several languages is one word. */
  languages: number[];
  /** The English word of its line; of its first line when a spelling stands on several. */
  meaning: string;
}

/**
 * The words of the table, each spelling once (`café` is Spanish, French and Portuguese; `Hand` is `hand`, as the model
 * reads lower case only). `_` stands for a space.
 */
export function mapWords(): MapWord[] {
  const words = new Map<string, MapWord>();
  for (const line of table.trim().split('\n')) {
    const entries = line.split(' ').map((entry) => entry.replaceAll('_', ' '));
    if (entries.length !== mapLanguages.length) throw new Error(`${entries.length} entries in "${line}"`);
    const meaning = entries[0] ?? '';
    entries.forEach((text, language) => {
      const known = words.get(text.toLowerCase());
      if (!known) words.set(text.toLowerCase(), { text, languages: [language], meaning });
      else if (!known.languages.includes(language)) known.languages.push(language);
    });
  }
  return [...words.values()];
}
