import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../core/dataset/encoding';
import { createTextEncoding } from './encode-text';
import { guessEncoding } from './guess-encoding';

const texts: readonly (readonly [Encoding, string])[] = [
  ['shift_jis', '文,分類\n荷物がまだ届きません,配送\n部屋の鍵が壊れています,設備\nとても親切でした,満足\n'],
  ['shift_jis', 'レビュー,評価\nデータが消えてしまった,低い\nサポートのメールが来ない,低い\n使いやすいアプリ,高い\n'],
  ['euc-jp', '文,分類\n荷物がまだ届きません,配送\n部屋の鍵が壊れています,設備\nとても親切でした,満足\n'],
  ['gbk', '评论,标签\n这个酒店的房间很干净,好评\n服务员态度不好,差评\n早餐很好吃而且不贵,好评\n'],
  ['gbk', 'text,label\n我的快递还没到,物流\n怎么申请退款,账单\n密码忘记了,账户\n'],
  ['big5', '評論,標籤\n這個飯店的房間很乾淨,好評\n服務員態度不好,差評\n早餐很好吃而且不貴,好評\n'],
  ['big5', 'text,label\n我的包裹還沒到,物流\n怎麼申請退款,帳單\n忘記密碼了,帳戶\n'],
  [
    'euc-kr',
    '문장,분류\n택배가 아직 도착하지 않았어요,배송\n환불은 어떻게 신청하나요,결제\n비밀번호를 잊었습니다,계정\n',
  ],
  [
    'windows-1250',
    'tekst,etykieta\nPaczka jeszcze nie dotarła,dostawa\nProszę o zwrot pieniędzy,płatność\nZgubiłem hasło,konto\n',
  ],
  [
    'windows-1250',
    'text,štítek\nZásilka ještě nepřišla,doručení\nChci vrátit peníze,platba\nZapomněl jsem heslo,účet\n',
  ],
  [
    'windows-1250',
    'szöveg;címke\nA csomag még nem érkezett meg;szállítás\nKérem vissza a pénzt;fizetés\nElfelejtettem a jelszót, főleg ezt;fiók\nNem működik a gép, szörnyű idő;hiba\n',
  ],
  ['windows-1251', 'текст;метка\nПосылка ещё не пришла;доставка\nВерните деньги;оплата\nЗабыл пароль;аккаунт\n'],
  ['windows-1251', 'text,label\nПратката още не е дошла,доставка\nИскам си парите обратно,плащане\n'],
  ['koi8-r', 'текст,метка\nПосылка ещё не пришла,доставка\nВерните деньги,оплата\nЗабыл пароль,аккаунт\n'],
  ['ibm866', 'текст,метка\nПосылка до сих пор не пришла,доставка\nВерните деньги,оплата\nЗабыл пароль,аккаунт\n'],
  ['iso-8859-5', 'текст,метка\nПосылка до сих пор не пришла,доставка\nВерните деньги,оплата\n'],
  [
    'windows-1252',
    'texte,étiquette\nLe colis est arrivé,livraison\nRemboursez-moi, ça me gêne,paiement\nMot de passe oublié,compte\n',
  ],
  [
    'windows-1252',
    'Text;Etikett\nDas Paket ist noch nicht da, schöne Grüße;Lieferung\nIch möchte mein Geld zurück;Zahlung\n',
  ],
  ['windows-1252', 'texto,etiqueta\n¿Dónde está mi pedido?,envío\nQuiero mi dinero mañana,pago\n'],
  ['windows-1252', 'text,label\nThe café was closed,bad\nA na\u00efve question,good\n'],
  ['windows-1253', 'κείμενο,ετικέτα\nΤο δέμα δεν έφτασε ακόμα,παράδοση\nΘέλω πίσω τα χρήματά μου,πληρωμή\n'],
  [
    'windows-1254',
    'metin,etiket\nKargo hâlâ gelmedi, çok kızgınım,teslimat\nParamı geri istiyorum, şifremi unuttum,ödeme\n',
  ],
  ['windows-1255', 'טקסט,תווית\nהחבילה עוד לא הגיעה,משלוח\nאני רוצה את הכסף בחזרה,תשלום\n'],
  ['windows-1256', 'نص,تصنيف\nلم تصل الشحنة بعد,توصيل\nأريد استرداد المال,دفع\n'],
  [
    'windows-1257',
    'tekstas,žyma\nSiuntinys dar neatvyko, labai ilgai užtruko,pristatymas\nNoriu susigrąžinti pinigus už šį daiktą,mokėjimas\n',
  ],
  ['windows-874', 'ข้อความ,ป้าย\nพัสดุยังไม่มาถึง,จัดส่ง\nขอเงินคืน,ชำระเงิน\n'],
  [
    'iso-8859-2',
    'tekst,etykieta\nPaczka wciąż nie dotarła na miejsce,dostawa\nProszę o zwrot pieniędzy, jesteśmy źli,płatność\n',
  ],
];

describe('guessing the encoding of a short file', () => {
  it.each(texts)('finds %s in %j', (encoding, text) => {
    const bytes = createTextEncoding(encoding).encode(text);
    if (bytes === null) throw new Error(`${encoding} has not all of its text.`);
    expect(bytes.length).toBeLessThan(260);
    const guess = guessEncoding(bytes);
    // Two encodings are as good where they read the same.
    expect(`${guess}: ${new TextDecoder(guess).decode(bytes)}`).toBe(`${guess}: ${text}`);
  });
});
