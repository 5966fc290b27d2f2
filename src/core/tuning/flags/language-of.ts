/**
 * Which language a text is in, as far as that can be told from its letters and its most frequent small words: enough to say that an answer
 * is not in the language of its question. Null where it is not sure: a text of few words, code, names.
 *
 * The script decides first, and is the answer where one language, or a few near ones, are written in it. Latin letters are told apart by
 * small words and by letters that few languages have.
 */
export function languageOf(text: string): string | null {
  const script = scriptOf(text);
  return script === 'latin' ? latinLanguageOf(text) : script;
}

type Script = 'latin' | (typeof blocks)[number][2] | 'japanese';

/** First and last code of the letters, and what is written in them. */
const blocks = [
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x530, 0x58f, 'armenian'],
  [0x590, 0x5ff, 'hebrew'],
  [0x600, 0x77f, 'arabic'],
  [0x900, 0x97f, 'devanagari'],
  [0x980, 0x9ff, 'bengali'],
  [0xa00, 0xa7f, 'gurmukhi'],
  [0xa80, 0xaff, 'gujarati'],
  [0xb80, 0xbff, 'tamil'],
  [0xc00, 0xc7f, 'telugu'],
  [0xc80, 0xcff, 'kannada'],
  [0xd00, 0xd7f, 'malayalam'],
  [0xe00, 0xe7f, 'thai'],
  [0x10a0, 0x10ff, 'georgian'],
  [0x3040, 0x30ff, 'kana'],
  [0x4e00, 0x9fff, 'chinese'],
  [0xac00, 0xd7af, 'korean'],
] as const;

/** Of most of the letters; null where there are too few of them. A beginning is enough of a long text. */
function scriptOf(text: string): Script | null {
  const counts = new Map<Script, number>();
  const most = Math.min(text.length, lettersRead);
  let letters = 0;
  for (let at = 0; at < most; at++) {
    const script = scriptOfCode(text.charCodeAt(at));
    if (script === null) continue;
    counts.set(script, (counts.get(script) ?? 0) + 1);
    letters += 1;
  }
  // Japanese is written in Chinese characters, too, and never without its own for long.
  const kana = counts.get('kana') ?? 0;
  if (kana > 0) {
    counts.set('japanese', kana + (counts.get('chinese') ?? 0));
    counts.delete('kana');
    counts.delete('chinese');
  }
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < 2 || first[1] < letters * 0.6) return null;
  return first[0];
}

const lettersRead = 4000;

function scriptOfCode(code: number): Script | null {
  if (code < 0x80) return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a ? 'latin' : null;
  if (code >= 0xc0 && code < 0x250) return 'latin';
  if (code >= 0x1e00 && code < 0x1f00) return 'latin';
  return blocks.find(([from, to]) => code >= from && code <= to)?.[2] ?? null;
}

/** Among the most frequent of each language, without those that are names or words of many others. */
const smallWords: Readonly<Record<string, string>> = {
  english:
    'the of and to in is that it for was on are as with his they at be this from have or by one had not but what all were when we there can an your which their said if will each about how up out them then she many some so these would other into has more her two like him see could no than first been its who now my made over did down only find use may water long little very after called just most know to’s it’s don’t you he why where does do write explain list give describe tell make create summarise summarize translate thanks please need want help example i’m you’re what’s that’s uses using instead every should myself name there’s because between through',
  german:
    'der die und das nicht ist ein zu den auf mit sich des dem sie im für von als auch es an er eine einen einem einer hat aus bei wir nach wird sind noch wie über nur oder aber vor zur bis mehr durch man sein wurde kann wenn ich sehr schon unter dass gegen vom habe haben werden weil was ihr ihre ihren diese dieser dieses wo warum um uns kein keine doch so dann immer schreibe schreib erkläre nenne gib beschreibe sag mache erstelle übersetze bitte mein meine dein jeden alle ihm ihn mir dir wer welche welcher welches damit dafür kannst können könnte soll sollte muss gibt machen am ins zum drei zwischen anderen',
  french:
    'le la les de des du un une et est en que qui pour dans ce il sur pas au avec par plus ne se son sa ses sont mais ou où nous vous elle elles ils je tout cette ces aux être fait comme on leur leurs même très était peut deux aussi bien sans si avait entre quand c’est d’un d’une l’on qu’il n’est quel quelle pourquoi votre notre écris écrire explique expliquer cite donne décris fais liste traduis merci mon ma mes ton tes lui peux pouvez utiliser chaque trois tous soirs comment combien sous chez parce donc alors jamais avoir',
  spanish:
    'el la los las de del que y en un una por con no para es su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos e esto mí antes algunos qué unos yo otro otras otra él está son fue ser tiene cómo dónde escribe explica nombra da describe haz lista traduce gracias mi mis tu tus puedes puede usar cada tres hago hacer cuál cuándo cuánto así aquí niño noche bajo entonces',
  portuguese:
    'o a os as de do da dos das que e em um uma para com não por mais se na no nas nos ao aos como mas foi ele tem à seu sua ou ser quando muito há já está eu também só pelo pela até isso ela entre era depois sem mesmo seus quem me esse eles você essa num nem suas meu às minha são é onde porque este esta isto escreva explique cite dê descreva faça liste traduza obrigado obrigada vocês pode usar cada três meus minhas teu tua noite qual quais quanto aqui então bem assim fazer dele dela deles uns umas',
  italian:
    'il lo la i gli le di del della dei delle che e è un una in per con non si da dal nel nella sono al alla come più ma anche su se questo questa ci ha o essere perché quando molto suo sua loro tutti era stato hanno così dove chi quello quella mi ti cosa fa prima dopo senza ogni tra fra già solo degli sul sulla scrivi spiega elenca dai descrivi fai traduci grazie mio mia miei puoi può usare tre faccio fare quale quali quanto qui allora perciò bene nello negli alle agli dallo dalla uno',
  dutch:
    'de het een en van ik te dat die in is niet zijn op aan met als voor er maar om ook dan zo bij nog uit naar door over hij ze wij was wat werd hebben heeft deze kan meer al geen tot hun wordt daar toch u je moet zou waarom waar hoe omdat wel veel zich ons onze mijn wil gaat worden schrijf leg noem geef beschrijf vertel maak vertaal bedankt jouw kunt elke drie daarvan plaats welke hoeveel hier want bent of graag moeten kunnen tussen',
  swedish:
    'och att det i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än dig kan sina här ha alla under någon eller varför hur också mycket mer skriv förklara nämn ge beskriv berätta gör översätt tack din mitt varje tre ska vilken vilket eftersom använda stället',
  danish:
    'og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget ville jo deres efter ned skulle denne end dette mit også hvorfor hvordan meget mere skriv forklar nævn giv beskriv fortæl lav oversæt tak kan hver tre hvilken hvilket fordi bruge',
  norwegian:
    'og i jeg det at en et den til er som på de med han av ikke der så var meg seg men ett har om vi min mitt ha hade hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv sjøl her alle vil bli ble blei blitt kunne inn når være kom noen noe ville dere deres kun ja etter ned skulle denne for deg si sine sitt mot å meget hvorfor dette disse uten hvordan ingen din ditt blir samme hvilken også mye mer skriv forklar nevn gi beskriv fortell lag oversett takk hver tre hvilket fordi bruke',
  finnish:
    'ja on ei se hän että oli mutta joka niin kuin ovat myös tai kun mitä sitä ole jos hänen siitä sen ne nyt vain voi kuten minä sinä me te he tämä tuo missä miksi miten koska sekä olla eivät jonka jotka vielä hyvin enemmän',
  polish:
    'i w nie na się z do to jest że jak o co ale po za od tak przez jego tym już by był być dla ma tylko może ten ich ze czy są pod jej bardzo kiedy bo gdzie dlaczego który która które oraz także lub przy więc nawet będzie było można napisz wyjaśnij podaj wymień opisz powiedz zrób przetłumacz dziękuję mój moja możesz użyć każdy trzy mi mu jaki jaka jakie ile tutaj żeby albo bez',
  czech:
    'a se v na je že to s z do i o k ve pro za by ale jako jsou po tak od jeho který která které není byl být jen nebo už při také co jak když kde proč aby podle však mezi více velmi jsem mají může této tento ze bez napiš vysvětli uveď popiš řekni udělej přelož děkuji můj moje můžete můžeš použít každý tři jaký jaká jaké kolik tady',
  turkish:
    've bir bu da de için ile çok daha olarak ne o gibi kadar ben sen var en mi değil ama sonra olan ki nasıl neden niçin nerede her ya şey olduğu olur hem veya diye bunu onun göre böyle şu ise biz siz onlar yok yaz yazın açıkla say anlat yap yapılır çevir lütfen teşekkürler benim senin üç hakkında yerine kullan kullanın kullanabilirsin hangi kaç burada bana sana ona',
  indonesian:
    'yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa mereka lebih telah atau kami sudah seperti oleh anda kita apa mengapa bagaimana adalah sebagai dapat bahwa orang dia hanya sangat jika agar banyak tulis jelaskan sebutkan berikan ceritakan buat terjemahkan terima kasih setiap tiga berapa',
  vietnamese:
    'và của là có được cho không trong một các với người này để đã khi những tôi đến từ như ra về nhiều hơn cũng nào vì tại sao thì lại đó bạn trên rất phải nếu sẽ còn hay',
  romanian:
    'și în de la a cu pe nu este o un care mai din ce să pentru că sau au fost dar prin sunt ca le se lui ei fi după foarte când unde cum cei cele acest această acesta într-un într-o lor avea poate dacă fără între scrie explică numește descrie spune fă tradu mulțumesc meu mea poți fiecare trei câte aici',
  hungarian:
    'a az és hogy nem is egy ez volt csak de van meg azt már ha mint vagy még el ki kell minden én lehet miért hol mi ezt nagyon több volna után között akkor ezek azok fel olyan mert amely amelyek írj magyarázd nevezz mondd fordítsd köszönöm enyém tudod három melyik hány itt',
};

/** Letters that few of these languages have, and what a text gains by one. */
const ownLetters: Readonly<Record<string, RegExp>> = {
  german: /[ßäöü]/gu,
  french: /[œçèêàùëîâ]/gu,
  spanish: /[ñ¿¡]/gu,
  portuguese: /[ãõ]/gu,
  italian: /[òìù]/gu,
  swedish: /[å]/gu,
  danish: /[øæ]/gu,
  norwegian: /[øæ]/gu,
  polish: /[łąęśźżćń]/gu,
  czech: /[řěůčšž]/gu,
  turkish: /[ğış]/gu,
  vietnamese: /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]/gu,
  romanian: /[țșăâ]/gu,
  hungarian: /[őű]/gu,
};

interface Hint {
  readonly language: string;
  readonly weight: number;
}

/** A word of few languages says more than one of many. */
const hints: ReadonlyMap<string, readonly Hint[]> = hintsOf(smallWords);

function hintsOf(lists: Readonly<Record<string, string>>): ReadonlyMap<string, readonly Hint[]> {
  const languages = new Map<string, Set<string>>();
  for (const [language, words] of Object.entries(lists))
    for (const word of words.split(' ')) languages.set(word, (languages.get(word) ?? new Set()).add(language));
  return new Map(
    [...languages].map(([word, of]) => [word, [...of].map((language) => ({ language, weight: 1 / of.size }))]),
  );
}

const wordsRead = 400;
/** What must be there before it is said, and how much more than for the next language. */
const leastScore = 1.5;
const leastLead = 1.5;

function latinLanguageOf(text: string): string | null {
  const beginning = text.slice(0, lettersRead).toLowerCase().replaceAll("'", '’');
  const scores = new Map<string, number>();
  const add = (language: string, weight: number) => scores.set(language, (scores.get(language) ?? 0) + weight);
  for (const word of (beginning.match(/[\p{L}’]+/gu) ?? []).slice(0, wordsRead))
    for (const { language, weight } of hints.get(word) ?? []) add(language, weight);
  for (const [language, letters] of Object.entries(ownLetters)) {
    const found = Math.min(4, beginning.match(letters)?.length ?? 0);
    if (found > 0) add(language, found / 4);
  }
  const [first, second] = [...scores].toSorted((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < leastScore || first[1] < (second?.[1] ?? 0) * leastLead) return null;
  return first[0];
}
