/** Lesson 5 in German. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Den Fluss lesen',
  summary:
    'Gewicht ist, was ein Kriterium wert ist. Aufwand ist, woran das Training arbeitet. Das ist nicht dasselbe.',
  steps: {
    streams: {
      title: 'Ein Strom je Kriterium',
      text: `Der [Fluss](river) zeigt, wohin der Aufwand des Trainings geht („effort“). Die Zeit läuft von links nach rechts. Jedes Band ist ein Verfahren, jeder farbige Strom ein Kriterium.

Ein Strom ist so hoch wie der Anteil seines Kriteriums am Aufwand. Alle Ströme eines Bandes ergeben 100%.

Ein blasser Strom gehört zu einem Kriterium, das fast gelernt ist. Blasses Wasser ist Aufwand für schon Bekanntes.

Aufwand ist unser eigenes Maß. Diese Lektion zeigt, was er ist und worin er sich vom Gewicht unterscheidet.`,
    },
    'still-weights': {
      title: 'Gewichte, die sich nie bewegen',
      text: `Das obere Band hat feste Gewichte. Sie sind in jedem Schritt gleich. Greets hat immer {greets-weight}.

Wir trainieren bis Schritt {still}. Wie stark werden sich die Ströme im oberen Band ändern?`,
      options: [
        'Gar nicht: jeder um weniger als 2 von 100 Punkten',
        'Ein wenig: keiner um ganze 10 Punkte',
        'Deutlich: einer um 10 Punkte oder mehr',
      ],
      after: `Am meisten änderte sich {changed}: von {changed-from} auf {changed-to} des Aufwands. Das Gewicht blieb, wie es war.

Der Aufwand kann sich also bewegen, während die Gewichte stillstehen. Da muss noch etwas anderes wirken.`,
    },
    effort: {
      title: 'Gewicht mal Unterschied',
      text: `Das Training vergleicht Antworten in einer Gruppe. Die besseren schiebt es hoch, die anderen herunter. Ein Kriterium hilft nur, wenn sich die Antworten darin unterscheiden.

Also ist Aufwand Gewicht mal Unterschied:

{{effort}}

Das sind drei Kriterien der Gruppe unten, bei Focal. σ ist die Streuung ihrer Wertungen. Sind alle gleich, ist sie 0.

Nimm [greets](greets) bei festen Gewichten, über alle Gruppen. Es hat {greets-weight} des Gewichts und {greets-effort} des Aufwands. Für Focal zeigen es die Balken unter den Kurven: hohl ist Gewicht, voll ist Aufwand.`,
    },
    heavy: {
      title: 'Gib ihm einfach mehr Gewicht',
      text: `Bei festen Gewichten schränken jetzt {hedge-score} der Antworten ein. Der Aufwand für [hedges](hedges) ist {hedge-before}.

Helfen wir nach. Wir setzen das [Gewicht von hedges auf 10](heavy). Kein anderes ist so schwer. Es ist dann {heavy-share} vom ganzen Gewicht.

Wie groß ist sein Anteil am Aufwand in den nächsten fünf Schritten, bei festen Gewichten?`,
      options: ['Unter 10%', '10% bis 25%', 'Über 25%'],
      after: `Hedges hat nun {hedge-weight} des Gewichts, und in den fünf Schritten seither {hedge-effort} des Aufwands.

Wo keine Antwort einer Gruppe einschränkt, sind alle Wertungen 0, und es gibt nichts zu vergleichen. Da hilft kein Gewicht. Es hilft in Gruppen, in denen zufällig eine Antwort einschränkt.`,
    },
    waits: {
      title: 'Dann schwillt der Strom an',
      text: `Es wird bis Schritt {later} weiter trainiert. Achte auf das obere Band.

Sobald manche Antworten einschränken und andere nicht, wächst der Unterschied. Dasselbe Gewicht zieht dann mehr Aufwand an. Bisher war der Strom bei Schritt {hedge-peak} am höchsten, mit {hedge-later} des Aufwands. Nach {later} Schritten schränken {hedge-score-later} der Antworten ein.

Tun es fast alle, schrumpft der Unterschied wieder. Darum schwellen die meisten Ströme erst an und vergehen dann: selten, gemischt, üblich.`,
    },
    silent: {
      title: 'Das schwerste von allen',
      text: `Ein anderes Raster. Eines seiner Kriterien ist nicht erfüllbar: „looks it up“, im Netz nachsehen. Unsere Policy hat kein Netz. Der Richter ist hier ehrlich und sagt jedes Mal nein.

Focal sieht eine Sättigung von 0 und erhöht das Gewicht. Welchen Anteil am Aufwand bekommt es bei Focal?`,
      options: ['Keinen oder so gut wie keinen', 'Etwas, bis zu einem Fünftel', 'Mehr als ein Fünftel'],
      after: `Nach {silent} Schritten hat [looks it up](browse) bei Focal {browse-weight} des Gewichts. Bei gleichen Gewichten sind es {browse-uniform}. Sein Aufwand bei Focal ist {browse-effort}.

Alle Antworten bekommen dieselbe 0. Ein Gewicht auf etwas, das nie verschieden ist, wiegt nichts.

Das gilt nur für einen Richter, der nie irrt. In Lektion 6 ist das anders.`,
    },
    marks: {
      title: 'Andere Zeichen im Fluss',
      text: `Eine Lücke ist ein Schritt, in dem keine Gruppe etwas lehren konnte.

Eine Raute an der Achse ist eine Änderung, in der Farbe ihres Kriteriums. Eine stand dort, wo hedges schwer wurde.

Fahr über den Fluss, und du siehst überall einen früheren Schritt. Oder sieh dir [Schritt 5](look-back) an und komm [zum Ende](head) zurück.

Ist Aufwand ein gutes Maß? Das lässt sich prüfen. [Gradient](gradient), bei den Antworten, misst, wie viel von der Änderung eines Schritts auf jedes Kriterium zurückgeht. Das dauert länger, darum vertritt ihn der Aufwand.`,
    },
    'which-picture': {
      title: 'Das Bild mit den Gewichten',
      text: `Eine Kollegin zeigt dir ein Diagramm der Gewichte. Die Hälfte liegt auf dem schwierigsten Kriterium. „Daran arbeiten wir also“, sagt sie.

Was willst du sehen, bevor du zustimmst? Und wann ist ein flacher Strom eine gute Nachricht?

Ändere hier Gewichte oder schalte Kriterien aus und prüfe deine Idee. Der Link nimmt den Stand mit.`,
    },
  },
  teacher: {
    aim: 'Die Lernenden unterscheiden Gewicht und Aufwand, erklären, warum beide Enden stumm sind, und lesen einen Fluss laut vor.',
    plan: [
      ['0–1', 'Jemand beschreibt den Fluss für eine Person, die ihn nicht sehen kann.'],
      ['1–3', 'Erste Vorhersage, dann die Formel. Ein Kriterium einer Gruppe von Hand rechnen.'],
      ['3–5', 'Das schwere Gewicht. Vorhersagen lassen, was bis Schritt 70 geschieht.'],
      ['5–6', 'Das unerfüllbare Kriterium. Den hohlen Balken mit dem vollen vergleichen.'],
    ],
    questions: [
      {
        ask: 'Feste Gewichte ändern sich nie. Warum ändert sich ihr Fluss?',
        expect:
          'Die Streuung ändert sich, während Kriterien gelernt werden. Aufwand ist Gewicht mal Streuung.',
      },
      {
        ask: 'Wann ist die Streuung eines Kriteriums, das erfüllt ist oder nicht, am größten?',
        expect: 'Wenn es die halbe Gruppe erfüllt. Sie ist 0, wenn es alle oder keine tun.',
      },
      {
        ask: 'Warum half mehr Gewicht auf hedges nicht überall sofort?',
        expect: 'In den meisten Gruppen schränkte keine Antwort ein. Gleiche Wertungen geben keine Richtung.',
      },
      {
        ask: 'Ein Strom ist dünn und blass, ein anderer dünn und kräftig. Was ist der Unterschied?',
        expect:
          'Der blasse ist gelernt. Der kräftige ist es nicht und bekommt wenig Aufwand: Er verhungert, oder er ist zu selten, um sich zu unterscheiden.',
      },
    ],
    pitfalls: [
      'Die Höhe ist ein Anteil. Ein Strom kann wachsen, nur weil andere schrumpfen.',
      'Aufwand ist kein Fortschritt. Er sagt, woran gearbeitet wird, nicht, ob es gelingt.',
      'Aufwand ist unser Maß und steht in keiner Veröffentlichung. In einer kleinen Studie wich er um höchstens etwa 0.1 vom Anteil am Gradienten ab.',
      'Mittelwerte über Aufgaben verdecken, dass manche Gruppen stumm sind und andere nicht.',
    ],
  },
};
