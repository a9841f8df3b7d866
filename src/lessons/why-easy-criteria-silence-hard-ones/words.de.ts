/** Lesson 2 in German. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Warum leichte Kriterien schwere übertönen',
  summary: 'Nur aus Unterschieden lernt man. Was das übliche Verfahren daraus macht und was es liegen lässt.',
  steps: {
    group: {
      title: 'Antworten kommen in Gruppen',
      text: `
        Zu jeder Aufgabe schreibt die Policy eine Gruppe von Antworten. Hier schrieb sie {size}. Jede hat eine Belohnung, die Summe aus Lektion 1.

        Wie gut ist eine Belohnung von {best-reward}? Das hängt von den anderen ab. Der Mittelwert dieser Gruppe ist {group-mean}.

        Jede Antwort wird also mit ihrer eigenen Gruppe verglichen.`,
    },
    advantage: {
      title: 'Der Vorteil',
      text: `
        Nimm die Belohnung, zieh den Mittelwert der Gruppe ab und teile durch die Streuung der Gruppe. Das ist der Vorteil.

        {{advantage}}

        Das Training macht Antworten über null wahrscheinlicher und die unter null seltener. [Die Zahlen](numbers) zeigen ihn für jede Antwort. Das heißt Normierung in der Gruppe, und ein Training mit solchen Gruppen heißt GRPO.`,
    },
    bonus: {
      title: 'Ein Geschenk für alle',
      text: `
        Stell dir ein Kriterium vor, das jede Antwort der Gruppe erfüllt. Es gibt jeder Belohnung gleich viel dazu, sagen wir 0.3.

        Was macht das mit den Vorteilen dieser Gruppe?`,
      options: ['Gar nichts', 'Sie ändern sich ein wenig', 'Alle steigen'],
      after: `
        Wir haben 0.3 zu jeder Belohnung gezählt und die Vorteile neu berechnet. Die größte Änderung ist {change}.

        Der Mittelwert nimmt es wieder weg. Was alle Antworten gemeinsam haben, lehrt nichts, egal mit welchem Gewicht. Ein gelöstes Kriterium fällt von selbst heraus.`,
    },
    effort: {
      title: 'Wer wird gehört?',
      text: `
        [Der Fluss](river) zeigt den Aufwand („effort“): wie viel vom Trainingssignal aus jedem Kriterium kommt. Das untere Band nimmt die Gewichte des Rasters.

        Dort haben greets und clean je {greets-weight} von 100 Punkten Gewicht. Facts hat {facts-weight}, hedges {hedge-weight}. Wir trainieren 30 Schritte. Welches der vier hat dann den meisten Aufwand?`,
      options: [
        'Greets (grüßt)',
        'Clean (keine verbotenen Wörter)',
        'Facts (nennt Fakten)',
        'Hedges (schränkt ein)',
      ],
      after: `
        Clean hat {clean-weight} von 100 Punkten Gewicht, aber {clean-effort} von 100 Punkten Aufwand. {clean-score} von 100 Antworten sind inzwischen sauber.

        Facts hat {facts-weight} von 100 Punkten Gewicht und {facts-effort} Punkte Aufwand. Gewicht ist nicht Einfluss.`,
    },
    loudness: {
      title: 'Gewicht mal Streuung',
      text: `
        Ein Kriterium ist so laut wie sein Gewicht mal seine Streuung in der Gruppe.

        {{loudness}}

        Das sind die Zahlen der gezeigten Gruppe. Vergleiche [den ersten Schritt](start) mit [dem letzten](end). Wo fast alle Antworten gleich sind, ist die Streuung klein und das Kriterium leise.`,
    },
    hard: {
      title: 'Auch ein schweres Kriterium ist leise',
      text: `
        Fast alle Antworten sind auch dann gleich, wenn kaum eine das Kriterium erfüllt. Sieh dir [hedges](hedges) an. {hedge-score} von 100 Antworten schränken ein. Der Aufwand dafür ist {hedge-effort} von 100.

        Ein seltenes Kriterium hat eine kleine Streuung und hier auch ein kleines Gewicht. Also ist es fast stumm. Die Normierung hilft bei dem, was gelöst ist. Bei dem, was selten ist, hilft sie nicht.`,
    },
    equal: {
      title: 'Gleiche Gewichte',
      text: `
        Das obere Band begann mit derselben Policy, aber dort sind alle Gewichte gleich. Hedges zählt so viel wie ein Gruß.

        Wir trainieren beide bis Schritt 60. Wie viele Antworten schränken dann bei gleichen Gewichten ein?`,
      options: ['Weniger als 10 von 100', '10 bis 50 von 100', 'Mehr als 50 von 100'],
      after: `
        Bei gleichen Gewichten schränken {hedge-equal-end} von 100 Antworten ein. Mit den Gewichten des Rasters sind es {hedge-prior-end}.

        Je mehr Antworten einschränken, bis zur Hälfte, desto größer ist die Streuung und desto lauter das Kriterium. Vergleiche [die Kurven](criteria). Damit es anfängt, braucht es ein paar Zufallstreffer und genug Gewicht.`,
    },
    question: {
      title: 'Leise aus zwei Gründen',
      text: `
        Ein leises Kriterium ist entweder gelöst oder noch nicht begonnen. Der Aufwand ist in beiden Fällen klein.

        Wie könnte ein Verfahren die beiden unterscheiden und nur dem zweiten helfen? Was müsste es über jedes Kriterium wissen?`,
    },
  },
  teacher: {
    aim: 'Die Lernenden können erklären, warum nur Unterschiede in einer Gruppe etwas lehren und warum gelöste und seltene Kriterien beide leise sind.',
    plan: [
      ['0–1', 'Vier Lernende nennen vier Noten. Gemeinsam den Mittelwert abziehen.'],
      ['1–2', 'Nach dem Geschenk von 0.3 fragen. Die meisten erwarten, dass sich etwas ändert.'],
      ['2–4', 'Das lauteste Kriterium vorhersagen, dann den Fluss ansehen.'],
      ['4–5', 'Beide Bänder vergleichen. Fragen, was die gleichen Gewichte kosten.'],
    ],
    questions: [
      {
        ask: 'Warum ändert ein Geschenk für alle nichts?',
        expect: 'Der Mittelwert steigt um gleich viel, und die Streuung bleibt, wie sie ist.',
      },
      {
        ask: 'Wann ist ein Kriterium am lautesten: wenn es 2, 50 oder 98 von 100 Antworten erfüllen?',
        expect:
          'Bei 50. Dort unterscheiden sich die Antworten am meisten. Bei 2 und 98 ist die Streuung gleich klein.',
      },
      {
        ask: 'Was bleibt also für ein Verfahren zu tun, das Gewichte verschiebt?',
        expect:
          'An gelösten Kriterien kann es wenig ändern, sie sind schon leise. Die seltenen kann es anheben.',
      },
    ],
    pitfalls: [
      'Der Fluss wird als Gewicht gelesen. Er zeigt den Aufwand, also Gewicht mal Streuung, als Anteil.',
      'Der Schluss, gleiche Gewichte seien immer am besten. Sie reparieren dieses Raster; andere Raster haben gute Gründe für ihre Gewichte.',
      'Mit einem Seed sind die Kurven rau. Nimm mehr Seeds, wenn ein einzelner Lauf seltsam aussieht.',
    ],
  },
};
