/** Lesson 3 in German. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Was ist Sättigung?',
  summary:
    'Wie Focal Reward misst, was schon gelernt ist, und warum es zuerst auf die besten Antworten schaut.',
  steps: {
    'done-already': {
      title: 'Manche Kriterien sind fast fertig',
      text: `Eine Policy hat gerade ein paar Schritte trainiert. Sieh dir die [Balken unter jedem Kriterium](saturation) an.

Der oberste Balken („saturation“) ist die Sättigung: wie weit ein Kriterium schon erfüllt ist. Sie geht von 0 bis 1. Bei 1 ist nichts mehr zu holen.

[Greets](greets), das Grüßen, steht bei {greets-now}. Das meiste davon konnte die Policy schon vorher. [Hedges](hedges), das Einschränken, steht bei {hedges-now}.

Focal Reward ist ein Verfahren aus einer Veröffentlichung. Es schiebt Gewicht zu Kriterien, die noch weit von erfüllt sind. Also braucht es diese Zahl für jedes Kriterium und jede Aufgabe. Wie würdest du sie messen?`,
    },
    'plain-mean': {
      title: 'Erste Idee: der Mittelwert',
      text: `Unten stehen die [Antworten](answers) auf eine Aufgabe. Zusammen sind sie eine Gruppe. Hier hat sie {group-size} Antworten.

Die einfache Idee: Nimm den Mittelwert der Wertungen. Für Fakten („facts“) ergibt das {facts-plain}.

{{plain}}

S ist die Wertung von Antwort j bei Kriterium k. G ist die Größe der Gruppe.

Der Mittelwert sagt, wo die Policy jetzt steht. Er sagt nicht, wohin das Training sie schon schiebt.`,
    },
    'where-it-points': {
      title: 'Zweite Idee: der Belohnung folgen',
      text: `Die Belohnung macht aus vielen Wertungen eine Zahl. Jetzt gehen wir zurück. Angenommen, die Policy ginge dahin, wohin die Belohnung zeigt. Wie gut wäre dann jedes Kriterium erfüllt?

Antworten mit hoher Belohnung werden wahrscheinlicher. Also sollen sie im Mittelwert mehr zählen:

{{tilted}}

D ist die Belohnung einer Antwort nach den Gewichten des Rasters, wie in Lektion 1. Mit D wächst ihr Anteil q. Tau sagt, wie stark. Wären alle Anteile gleich, dann wäre jeder {even-share}.

Wir halten das für die „inverse reward projection“ der Veröffentlichung. Die Formel stammt aus dem öffentlichen Code eines Mitautors. Die der Veröffentlichung selbst lag uns nicht vor.`,
    },
    'how-far': {
      title: 'Wie viel macht das aus?',
      text: `Tau ist jetzt 1. Wir nehmen eine Gruppe und vergleichen die beiden Mittelwerte für jedes Kriterium.

Nimm das Kriterium, das sich am meisten verschiebt. Wie weit liegen sein einfacher Mittelwert und seine Sättigung auseinander?

Wenn du gewählt hast, öffnen wir [die Zahlen dieser Gruppe](numbers). In Spalte q stehen die Anteile.`,
      options: ['Weniger als 0.05', '0.05 bis 0.2', 'Mehr als 0.2'],
      after: `Die beste Antwort hat einen Anteil von {top-share}. Ein gleicher Anteil wäre {even-share}.

Am meisten verschiebt sich {most-moved}: Mittelwert {most-plain}, Sättigung {most-tilted}.

Warum gerade so viel? Belohnungen liegen zwischen 0 und 1. Bei Tau 1 zählt selbst eine perfekte Antwort höchstens 2.7-mal so viel wie eine wertlose.`,
    },
    'how-many': {
      title: 'Ein kleines Tau',
      text: `Jetzt setzen wir Tau auf {sharp-tau}. Gute Antworten zählen dann viel mehr als der Rest.

Ein Mittelwert über {group-size} Antworten stützt sich nur dann auf alle {group-size}, wenn alle gleich zählen. Hat eine Antwort fast den ganzen Anteil, dann stützt er sich auf diese eine.

Auf wie viele Antworten stützt sich die Sättigung jetzt? Leg dich zuerst fest. Dann stellen wir [Tau](sharp-tau) um und trainieren einen Schritt.`,
      options: ['Auf 4 oder weniger', 'Auf 5 bis 11', 'Auf 12 oder mehr'],
      after: `Bei Tau 1 stützt sich die Sättigung auf etwa {counting-usual} Antworten dieser Gruppe. Bei Tau {sharp-tau} sind es etwa {counting-sharp}. Die beste Antwort allein hat {sharp-share}.

Am meisten verschiebt sich {sharp-moved}, nämlich um {sharp-shift}.

Je weniger Antworten zählen, desto mehr zählt das Glück. Eine Antwort mit Glück sieht aus, als sei etwas gelernt. In der Statistik heißt das der Fluch des Gewinners.`,
    },
    'how-soon': {
      title: 'Sieh ihr beim Steigen zu',
      text: `Tau ist wieder 1. Jetzt ist auch der [Fluss](river) auf der Seite. Jeder Strom ist ein Kriterium. Er wird blasser, je mehr es gesättigt ist.

Wir nennen ein Kriterium ab {done-from} gesättigt. Bisher sind es {done-first} von {criteria}. Wie viele werden es nach {end} Schritten sein?`,
      options: ['Zwei oder weniger', 'Drei oder vier', 'Fünf oder mehr'],
      after: `Nach {end} Schritten liegen {done-end} von {criteria} über {done-from}.

Vergleiche die obersten Balken mit den Kurven darüber. Bei Tau 1 folgt die Sättigung der Wertung dicht. Sie wird in jedem Schritt und für jede Aufgabe neu gemessen. Sie kann also auch wieder fallen.`,
    },
    'an-estimate': {
      title: 'Sie ist eine Schätzung',
      text: `Die Sättigung kommt aus wenigen Antworten. Sie hat drei Schwächen.

Wenige Antworten: Bei {group-size} Antworten bewegt sie schon der Zufall.

Der Richter: Sie sieht seine Wertungen, ob sie stimmen oder nicht.

Das Mögliche: Ein kleiner Wert sieht nach Luft nach oben aus. Aber manche Kriterien bleiben niedrig, weil sie nicht erfüllbar sind.

Wähle über den [Antworten](answers) eine andere Aufgabe. Jede Gruppe hat ihre eigene Sättigung. Unter [Methods](methods) gibt es sechs weitere Schätzungen. Eine davon ist der einfache Mittelwert.`,
    },
    'mean-or-tilt': {
      title: 'Der Durchschnitt oder die Besten?',
      text: `Zwei Lehrkräfte sehen dieselbe Klasse. Die eine fragt: Wie gut ist die Klasse im Schnitt? Die andere fragt: Wie gut sind die, die vorn liegen?

Wer von beiden sollte entscheiden, was als Nächstes geübt wird? Wann nähmst du ein kleines Tau, wann ein großes?

Probier es: [Mach Tau klein](sharp-tau) oder stell es [zurück auf 1](usual-tau) und trainiere weiter. Der Link unten öffnet diesen Stand für andere.`,
    },
  },
  teacher: {
    aim: 'Die Lernenden können sagen, was Sättigung misst, sie für eine kleine Gruppe ausrechnen und nennen, was ein kleines Tau riskiert.',
    plan: [
      ['0–1', 'Gemeinsam die Balken ansehen. Fragen, welche Kriterien schon fertig sein könnten und warum.'],
      ['1–2', 'Paare rechnen aus den ersten vier Wertungen einer Gruppe einen Mittelwert von Hand.'],
      ['2–4', 'Die zwei Vorhersagen zu Tau. Jedes Paar schreibt auf, bevor jemand drückt.'],
      ['4–5', 'Weiter trainieren und zusehen, wie die Ströme blass werden. Die drei Schwächen sammeln.'],
    ],
    questions: [
      {
        ask: 'Warum ist der Mittelwert über alle Antworten nicht immer das, was wir wissen wollen?',
        expect:
          'Er sagt, wo die Policy steht. Die nächsten Schritte machen gut belohnte Antworten häufiger. Was diese schon können, kommt von selbst.',
      },
      {
        ask: 'Was geschieht mit den Anteilen, wenn Tau sehr groß wird?',
        expect: 'Alle Antworten zählen gleich. Die Sättigung wird zum einfachen Mittelwert.',
      },
      {
        ask: 'Und wenn Tau sehr klein wird?',
        expect: 'Nur die beste Antwort zählt. Die Schätzung hängt dann an einer Antwort, also am Glück.',
      },
      {
        ask: 'Ein Kriterium hat eine Sättigung von 0.1. Ist dort viel zu holen?',
        expect:
          'Vielleicht. Es kann auch sein, dass es niemand erfüllen kann oder dass der Richter irrt. Die Sättigung sieht das nicht.',
      },
    ],
    pitfalls: [
      'Sättigung ist nicht die Wertung. Bei Tau 1 liegt sie nahe daran, aber sie kommt vom Richter und aus einer Gruppe.',
      'Ein gesättigtes Kriterium wird nicht abgeschaltet. Es behält etwas Gewicht, damit es nicht vergessen wird.',
      'Die Anteile q kommen aus den Gewichten des Rasters, nicht aus denen von Focal. Sonst liefe es sich selbst nach.',
      'Die Formel folgt öffentlichem Code eines Mitautors. Dass die Veröffentlichung dasselbe meint, ist unsere Lesart.',
    ],
  },
};
