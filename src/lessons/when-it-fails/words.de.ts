/** Lesson 6 in German. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Wenn es schiefgeht',
  summary: 'Vier Fälle, in denen geringe Sättigung nicht „Luft nach oben“ heißt, und was jeweils hilft.',
  steps: {
    'four-cases': {
      title: 'Eine Regel mit einer Annahme',
      text: `Focal schiebt Gewicht zu dem, was noch weit von erfüllt ist. Dahinter steht eine Annahme: Was noch fehlt, lässt sich lernen, und der Richter sagt die Wahrheit.

Diese Lektion besucht vier Raster, bei denen das nicht stimmt. Jedes wird hier vorbereitet und trainiert.

Meist vergleichen wir Focal mit gleichen Gewichten, am Wert [direct](outcome). Das ist das Mittel nach den Gewichten des Rasters. Es nimmt die wahren Wertungen, nicht die des Richters.`,
    },
    impossible: {
      title: '1. Das Unmögliche',
      text: `Das Kriterium [„looks it up“](browse) ist nicht erfüllbar. In Lektion 5 war der Richter darin ehrlich, und das Gewicht darauf bewirkte nichts.

Jetzt irrt der Richter. Er lässt {passed} der Antworten aus Versehen gelten, zufällig.

Wir trainieren {end} Schritte. Welchen Anteil am Aufwand bekommt „looks it up“ bei Focal?`,
      options: ['Keinen oder fast keinen', 'Etwas, bis zu einem Fünftel', 'Mehr als ein Fünftel'],
      after: `Es hat {browse-weight} des Gewichts und {browse-effort} des Aufwands. Bei gleichen Gewichten ist sein Aufwand {browse-uniform-effort}.

Durch die Irrtümer unterscheiden sich Antworten aus reinem Zufall. So gibt es Aufwand und nichts zu lernen. Geringe Sättigung trennt „noch nicht“ nicht von „nie“.

Direct lässt dieses Kriterium aus: Focal {focal-direct}, gleiche Gewichte {uniform-direct}. Bei einem Seed ist ein Abstand von ein, zwei Punkten Zufall.`,
    },
    cap: {
      title: 'Ein Deckel',
      text: `Ein Ausweg ist, die Gewichte zu begrenzen. Ein Deckel („cap“) sagt: Kein Kriterium bekommt mehr als {cap-value} des Gewichts. Eine Untergrenze hält die anderen am Leben.

Der Lauf trainiert noch einmal bis Schritt {end}, mit denselben Zufallszahlen und [dem Deckel](cap). „Looks it up“ hat dann {browse-weight} des Gewichts und {browse-effort} des Aufwands. Direct: Focal {focal-direct}, gleiche Gewichte {uniform-direct}.

Ein Deckel weiß nicht, welches Kriterium unmöglich ist. Er begrenzt den Schaden, den ein einzelnes anrichten kann. Der Preis: Wo der Fokus geholfen hätte, gibt es weniger davon.`,
    },
    harsh: {
      title: '2. Der strenge Richter',
      text: `Ein neues Raster. Die meisten Antworten grüßen von Anfang an und sind sauber. Aber der Richter übersieht {missed} der Grüße und ebenso viele der sauberen Antworten.

Alles andere ist ehrlich. Welche Sättigung sieht Focal nach {end} Schritten bei greets?`,
      options: ['Unter 0.5', '0.5 bis 0.85', 'Über 0.85'],
      after: `In Wahrheit steht greets bei {greets-gold}. Der Richter sagt {greets-judged}. Focal sieht eine Sättigung von {greets-saturation}.

{{seen}}

Dabei ist f der Anteil, den der Richter übersieht. Die Sättigung kann nicht lange weit über 1 − f bleiben. [Greets](greets) und [clean](clean) sehen aus, als fehlte viel. Zusammen bekommen sie bei Focal {solved-focal} des Gewichts, bei gleichen Gewichten {solved-uniform}.

Direct: Focal {focal-direct}, gleiche Gewichte {uniform-direct}. Bei Schritt {end} sagt das noch wenig. Lektion 7 hat unsere langen Läufe.`,
    },
    corrected: {
      title: 'Korrigiere, was du weißt',
      text: `Wissen wir, wie oft der Richter irrt, können wir es herausrechnen. Die Schätzung wird durch 1 − f geteilt.

Das haben wir bei Schritt {switched-on} [eingeschaltet](correct) und trainieren bis {corrected}. Im gezeigten Schritt ist die Sättigung von [greets](greets) {greets-saturation-now}. Greets und clean wiegen jetzt zusammen {solved-now}.

Dafür muss man den Richter kennen: aus Antworten, die Menschen geprüft haben. Gegen das unmögliche Kriterium hilft es nicht. Dass es unmöglich ist, steht in keiner Wertung.`,
    },
    tug: {
      title: '3. Tauziehen',
      text: `Dieses Raster verlangt einen Gruß, mit Gewicht {greets-asked}. Es verlangt auch, nicht zu grüßen, mit Gewicht {no-greeting-asked}. Und es verlangt kurze und lange Antworten.

Beides zugleich kann keine Antwort. Feste Gewichte folgen der schwereren Seite. Welcher Anteil der Antworten grüßt bei Focal nach {end} Schritten?`,
      options: ['Weniger als ein Viertel', 'Ein Viertel bis drei Viertel', 'Mehr als drei Viertel'],
      after: `Gruß und kein Gruß: Focal {focal-greets} und {focal-no-greeting}, fest {prior-greets} und {prior-no-greeting}.

Schlechtestes Kriterium: Focal {focal-worst}, fest {prior-worst}. Direct: Focal {focal-direct}, fest {prior-direct}.

Die Seite, die zurückfällt, gewinnt an Gewicht. So strebt Focal zur Mitte. Ist das gerecht, oder stellt es niemanden zufrieden? Keine Gewichtung kann das entscheiden. Das Raster widerspricht sich.`,
    },
    gimmick: {
      title: '4. Die Masche',
      text: `Antworten sollen hinter jedem Fakt eine Quelle nennen. Dieser Richter ist bequem. Er zahlt für Quellenwörter, wo immer sie stehen.

Wir trainieren {end} Schritte. Wie weit liegt bei Focal die Wertung des Richters für [sourced](sourced) über der wahren?`,
      options: ['Um weniger als 0.1', 'Um 0.1 bis 0.4', 'Um mehr als 0.4'],
      after: `Focal: Der Richter sagt {sourced-judged}, wahr ist {sourced-gold}. Gleiche Gewichte: {sourced-uniform-judged} und {sourced-uniform-gold}. Die Sättigung bei Focal ist {sourced-saturation}.

Lies ein paar der [Antworten](answers). Würdest du sie gelten lassen?

Alle Verfahren hören denselben Richter. Gewichte ändern, wie sehr sie seinem Lob nachlaufen, nicht, was er lobt. Wir sehen die Lücke nur, weil der Richter simuliert und die wahre Wertung bekannt ist.`,
    },
    'who-knows': {
      title: 'Wer würde es merken?',
      text: `Vier Fälle: ein unmögliches Kriterium, ein Richter, der etwas übersieht, ein Raster, das sich widerspricht, und ein Richter, der sich täuschen lässt.

Im echten Training gibt es keine wahren Wertungen. Welchen Fall könntest du allein an den Wertungen des Richters merken? Was würdest du bei den anderen messen, und was kostet das?

Geh zurück zu einem Fall: [unmöglich](open-chase), [streng](open-harsh), [Tauziehen](open-tug), [Masche](open-gimmick). Den Richter änderst du hinter dem Pfeil eines Kriteriums.`,
    },
  },
  teacher: {
    aim: 'Die Lernenden nennen vier Arten, wie geringe Sättigung täuscht, und sagen, welches Mittel welches Wissen braucht.',
    plan: [
      ['0–2', 'Das Unmögliche, dann der Deckel. Was heißt Aufwand, wenn Unterschiede Zufall sind?'],
      ['2–4', 'Der strenge Richter. Die Grenze der Sättigung vor dem Lauf ausrechnen lassen.'],
      ['4–5', 'Tauziehen. Abstimmen: Ist die Mitte ein gutes Ergebnis?'],
      ['5–6', 'Die Masche. Drei Antworten vorlesen, bevor eine Zahl zu sehen ist.'],
    ],
    questions: [
      {
        ask: 'In Lektion 5 schadete das unmögliche Kriterium nicht. Warum jetzt?',
        expect:
          'Der Richter lässt manche Antworten aus Versehen gelten. So unterscheiden sich Wertungen, und das bekommt Aufwand. Aber es ist nur Zufall.',
      },
      {
        ask: 'Der Richter übersieht {missed} von 100 Grüßen. Alle Antworten grüßen. Was sieht er?',
        expect: 'Etwa {seen-at-most}. Nahe 1 kommt er nie, was die Policy auch tut.',
      },
      {
        ask: 'Warum hilft die Korrektur nicht gegen die Masche?',
        expect:
          'Sie korrigiert zufällige Irrtümer bekannter Häufigkeit. Die Masche ist kein Zufall: Man kann sie gezielt anwenden, und der Richter ist sich sicher.',
      },
      {
        ask: 'Würde ein Deckel beim Tauziehen helfen?',
        expect: 'Kaum. Er begrenzt Gewichte. Der Streit steckt im Raster, und jemand muss ihn entscheiden.',
      },
    ],
    pitfalls: [
      'Das sind Spielzeugfälle, die deutlich scheitern sollen. Sie sagen, worauf zu achten ist, nicht, wie oft es vorkommt.',
      'Nicht nur Focal scheitert. An der Masche scheitern alle Verfahren.',
      'Kein Mittel ist umsonst. Der Deckel begrenzt den Fokus auch da, wo er helfen würde.',
      'Ein Seed auf einem Prozessor ist ein Wurf des Zufalls. Kleine Unterschiede können beim nächsten umschlagen.',
    ],
  },
};
