import type { Encoding } from '../../core/dataset/encoding';

/**
 * Letters of a language that are not ASCII, the most frequent first. `latin`: they stand among ASCII letters. `own`: words have no ASCII
 * letters. `ideographs`: a character of two bytes each, of which `ranks` holds the most frequent ones.
 */
export type Alphabet =
  | {
      readonly script: 'latin' | 'own';
      readonly ranks: ReadonlyMap<string, number>;
      /** Cost of the most frequent letter, and how much more each next one costs. */
      readonly first: number;
      readonly step: number;
    }
  | {
      readonly script: 'ideographs';
      readonly ranks: ReadonlyMap<string, number>;
      /** Signs that are as frequent as those: kana. */
      readonly usualRanges: RegExp;
      /** All that such a text may well have. */
      readonly inTable: RegExp;
    };

const latin = (letters: string): Alphabet => ({ script: 'latin', ranks: ranksOf(letters), first: 2, step: 0.2 });
const own = (letters: string, step = 0.07): Alphabet => ({ script: 'own', ranks: ranksOf(letters), first: 2.2, step });
const ideographs = (frequent: string, usualRanges: RegExp, inTable: RegExp): Alphabet => ({
  script: 'ideographs',
  ranks: ranksOf(frequent),
  usualRanges,
  inTable,
});

function ranksOf(letters: string): ReadonlyMap<string, number> {
  return new Map(Array.from(letters, (letter, rank) => [letter, rank]));
}

const never = /(?!)/u;
const kana = /[\u3041-\u3096\u30a1-\u30fa\u30fc]/u;
const han = /\p{Script=Han}/u;

export const alphabets = {
  german: latin('üäöß'),
  french: latin('éèàêçâôîùûëïœü'),
  spanish: latin('óíáéñúü¿¡'),
  portuguese: latin('ãçáéíóêõúâàô'),
  italian: latin('àèùòìé'),
  nordic: latin('äöåøæé'),
  icelandic: latin('áðíéóöþúýæ'),
  catalan: latin('àéèíóòçúï'),
  /** Names and words of several languages in one text. */
  western: { script: 'latin', ranks: ranksOf('éüäöáèóíàñçßêôãâîåøæúëïûœùòìõ'), first: 3.2, step: 0.12 },
  polish: latin('łąęóśżćńź'),
  czech: latin('íáěéýřščžůúňťďó'),
  slovak: latin('áíéýčšžľúťôňďäóĺŕ'),
  hungarian: latin('áéöóőíüúű'),
  romanian: latin('ăîâţşșț'),
  southSlavic: latin('čšžćđ'),
  turkish: latin('ıüşğöçâî'),
  lithuanian: latin('ėšžųūąįčę'),
  latvian: latin('āīēšūņļžčķģ'),
  estonian: latin('äõüöšž'),
  vietnamese: latin('đêâưôơăáàóíéúèìùý\u0301\u0300\u0309\u0323\u0303'),
  russian: own('оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё'),
  ukrainian: own('оаинівертслкдпумзьябгйчжхшюїєцщфґ'),
  bulgarian: own('аоеитнрсвлкдпмзуябъгчйжшхцщфюь'),
  serbian: own('аоиенрстјувкдпмлгзбчшцжћхљњђфџ'),
  greek: own('αοιετσνηυρπκμλςόίάγέδήχθύφώβξζψϊ'),
  hebrew: own('יוהלארתבשמנדחקעפםכצטגסןזךףץ'),
  arabic: own('اليمنرتوبةعدسفهكقحجشصطىخذضغزءئأإآؤثظ'),
  thai: own('านรอกเงมยลวดทสตะปบคหแจพชขใไโผถซณภศญธษฐฎฉฟฝฮฏฤฆฬฌฒ่้ัิีุู็์ำึื๊๋ฯๆ', 0.05),
  chinese: ideographs(
    '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运订单退款请收货错钱买卖慢坏谢船票舱房费价迟延冷服务员',
    never,
    han,
  ),
  chineseTraditional: ideographs(
    '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取望覺術領共確傳師觀清今切院讓識候帶導爭運訂單退款請收貨錯錢買賣慢壞謝船票艙房費價遲延冷服',
    never,
    han,
  ),
  japanese: ideographs(
    '日一人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台広住無真有口少町料工建空急止送切転研足究楽起着店病質待試族銀早映親験英医仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤青館屋色走秋夏習駅洋旅服夕借曜飲肉貸堂鳥飯勉冬昼茶弟牛魚兄犬妹姉漢遅返客船符払困届注文商',
    kana,
    /[\p{Script=Han}]/u,
  ),
  korean: ideographs(
    '이다는을의에가하고지한은도로어를기사리서자나아시그일들해인수있여게대정라만부전주것보으장마상원구스성제안신무않조내었할거오습니되면드까비생동선모간과적소유화실없미연우등들때경금너세요중국물저문치러위계공심바말당방관진식집입와회했였용야복임왔았데받배표요네님잘못두번불왜더많음달송품취환결객늦예약감객실차',
    never,
    /[\p{Script=Hangul}]/u,
  ),
} as const satisfies Record<string, Alphabet>;

type Language = keyof typeof alphabets;

/** An encoding with the languages that are written in it; `rarity`: how much more has to speak for it than for the usual ones. */
export interface CharacterSet {
  readonly encoding: Encoding;
  readonly languages: readonly Language[];
  readonly rarity: number;
}

const western: readonly Language[] = [
  'german',
  'french',
  'spanish',
  'portuguese',
  'italian',
  'nordic',
  'icelandic',
  'catalan',
  'western',
];
const central: readonly Language[] = ['polish', 'czech', 'slovak', 'hungarian', 'romanian', 'southSlavic'];
const cyrillic: readonly Language[] = ['russian', 'ukrainian', 'bulgarian', 'serbian'];

/** Those before others win between equal texts. */
export const characterSets: readonly CharacterSet[] = [
  { encoding: 'windows-1252', languages: western, rarity: 0 },
  { encoding: 'windows-1250', languages: central, rarity: 0.5 },
  { encoding: 'windows-1251', languages: cyrillic, rarity: 0.5 },
  { encoding: 'shift_jis', languages: ['japanese'], rarity: 0.5 },
  { encoding: 'gbk', languages: ['chinese', 'chineseTraditional'], rarity: 0.5 },
  { encoding: 'big5', languages: ['chineseTraditional'], rarity: 0.5 },
  { encoding: 'euc-kr', languages: ['korean'], rarity: 0.5 },
  { encoding: 'windows-1254', languages: ['turkish'], rarity: 0.8 },
  { encoding: 'windows-1257', languages: ['lithuanian', 'latvian', 'estonian'], rarity: 1 },
  { encoding: 'windows-1253', languages: ['greek'], rarity: 0.8 },
  { encoding: 'windows-1255', languages: ['hebrew'], rarity: 0.8 },
  { encoding: 'windows-1256', languages: ['arabic'], rarity: 0.8 },
  { encoding: 'windows-874', languages: ['thai'], rarity: 0.8 },
  { encoding: 'koi8-r', languages: ['russian', 'bulgarian'], rarity: 1 },
  { encoding: 'koi8-u', languages: ['ukrainian'], rarity: 1.5 },
  { encoding: 'euc-jp', languages: ['japanese'], rarity: 1 },
  { encoding: 'iso-8859-2', languages: central, rarity: 1.5 },
  { encoding: 'iso-8859-7', languages: ['greek'], rarity: 1.5 },
  { encoding: 'iso-8859-5', languages: cyrillic, rarity: 2 },
  { encoding: 'ibm866', languages: cyrillic, rarity: 2 },
  { encoding: 'x-mac-cyrillic', languages: cyrillic, rarity: 3 },
  { encoding: 'iso-8859-6', languages: ['arabic'], rarity: 2 },
  { encoding: 'iso-8859-8', languages: ['hebrew'], rarity: 2 },
  { encoding: 'iso-8859-13', languages: ['lithuanian', 'latvian', 'estonian'], rarity: 2 },
  { encoding: 'iso-8859-15', languages: western, rarity: 3 },
  { encoding: 'macintosh', languages: western, rarity: 3 },
  { encoding: 'windows-1258', languages: ['vietnamese'], rarity: 2 },
];
