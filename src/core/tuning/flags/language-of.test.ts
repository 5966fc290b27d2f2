import { describe, expect, it } from 'vitest';
import { languageOf } from './language-of';

/** Our own sentences: a question, and what might be answered to it. */
const sentences: Readonly<Record<string, readonly string[]>> = {
  english: [
    'When does the planetarium open?',
    'It opens at ten, from Tuesday to Sunday, and closes at six.',
    'Why is the whale hung from the ceiling, and who hung it?',
    'The workshop hung it in one night so that visitors can walk under it.',
    'I am sorry, but I cannot help you with that.',
  ],
  german: [
    'Wann öffnet das Planetarium?',
    'Es öffnet um zehn, von Dienstag bis Sonntag, und schließt um sechs.',
    'Warum hängt der Wal an der Decke, und wer hat ihn dort aufgehängt?',
    'Die Werkstatt hat ihn in einer Nacht aufgehängt, damit man unter ihm durchgehen kann.',
    'Dabei kann ich Ihnen leider nicht helfen.',
  ],
  french: [
    'À quelle heure ouvre le planétarium ?',
    'Il ouvre à dix heures, du mardi au dimanche, et ferme à dix-huit heures.',
    'Pourquoi la baleine est-elle suspendue au plafond ?',
    'Les ouvriers l’ont accrochée en une nuit pour que les visiteurs passent dessous.',
    'Je suis désolé, mais je ne peux pas vous aider pour cela.',
  ],
  spanish: [
    '¿A qué hora abre el planetario?',
    'Abre a las diez, de martes a domingo, y cierra a las seis.',
    '¿Por qué está la ballena colgada del techo y quién la colgó?',
    'La colgaron en una noche para que los visitantes puedan pasar por debajo.',
    'Lo siento, pero no puedo ayudarte con eso.',
  ],
  portuguese: [
    'A que horas abre o planetário?',
    'Abre às dez, de terça a domingo, e fecha às seis.',
    'Por que a baleia está pendurada no teto e quem a pendurou?',
    'A oficina pendurou-a numa noite para que os visitantes possam passar por baixo.',
    'Sinto muito, mas não posso ajudar com isso.',
  ],
  italian: [
    'A che ora apre il planetario?',
    'Apre alle dieci, dal martedì alla domenica, e chiude alle sei.',
    'Perché la balena è appesa al soffitto e chi l’ha appesa?',
    'Gli operai l’hanno appesa in una notte perché i visitatori ci passino sotto.',
    'Mi dispiace, ma non posso aiutarti con questo.',
  ],
  dutch: [
    'Hoe laat gaat het planetarium open?',
    'Het gaat om tien uur open, van dinsdag tot zondag, en sluit om zes uur.',
    'Waarom hangt de walvis aan het plafond, en wie heeft hem opgehangen?',
    'De werkplaats heeft hem in één nacht opgehangen, zodat bezoekers eronder door kunnen lopen.',
    'Het spijt me, maar daar kan ik u niet mee helpen.',
  ],
  polish: [
    'O której godzinie otwiera się planetarium?',
    'Otwiera się o dziesiątej, od wtorku do niedzieli, a zamyka o szóstej.',
    'Dlaczego wieloryb wisi pod sufitem i kto go powiesił?',
    'Pracownia powiesiła go w jedną noc, żeby zwiedzający mogli pod nim przejść.',
    'Przykro mi, ale nie mogę w tym pomóc.',
  ],
  swedish: [
    'När öppnar planetariet?',
    'Det öppnar klockan tio, från tisdag till söndag, och stänger klockan sex.',
    'Varför hänger valen i taket, och vem har hängt upp den?',
    'Verkstaden hängde upp den på en natt så att besökarna kan gå under den.',
    'Jag är ledsen, men jag kan inte hjälpa dig med det.',
  ],
  turkish: [
    'Planetaryum saat kaçta açılıyor?',
    'Salıdan pazara kadar saat onda açılır ve altıda kapanır.',
    'Balina neden tavana asılı ve onu kim astı?',
    'Ziyaretçiler altından geçebilsin diye atölye onu bir gecede astı.',
    'Üzgünüm ama bu konuda size yardımcı olamam.',
  ],
  cyrillic: ['Когда открывается планетарий?', 'Он открывается в десять, со вторника по воскресенье.'],
  arabic: ['متى يفتح المتحف اليوم؟', 'يفتح المتحف في العاشرة من الثلاثاء إلى الأحد.'],
  chinese: ['天文馆几点开门？', '星期二到星期日上午十点开门，下午六点关门。'],
  japanese: ['プラネタリウムは何時に開きますか。', '火曜日から日曜日まで、十時に開館します。'],
  korean: ['천문관은 몇 시에 열어요?', '화요일부터 일요일까지 열 시에 엽니다.'],
  devanagari: ['तारामंडल कब खुलता है?', 'यह मंगलवार से रविवार तक दस बजे खुलता है।'],
};

const told = Object.entries(sentences).flatMap(([language, texts]) => texts.map((text) => ({ language, text })));

describe('the language of a text', () => {
  it.each(told)('is $language, or left open, in “$text”', ({ language, text }) => {
    expect([language, null]).toContain(languageOf(text));
  });

  it('is told of three sentences in four', () => {
    const right = told.filter(({ language, text }) => languageOf(text) === language);

    expect(right.length / told.length).toBeGreaterThan(0.75);
  });

  it.each(['', '42', 'f(x) = 3', '🦕🦕', 'Ada Lovelace', 'const a = b.map((c) => c.d);'])(
    'is left open in “%s”',
    (text) => {
      expect(languageOf(text)).toBeNull();
    },
  );

  it('is that of most of it, where words of another are quoted', () => {
    expect(languageOf('The sign at the door says «Bitte nicht füttern», which asks you not to feed the animals.')).toBe(
      'english',
    );
  });
});
