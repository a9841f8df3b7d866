/** Lesson 1 in German. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Aus einem Bewertungsraster wird eine Belohnung',
  summary: 'Aus sieben Wünschen wird eine Zahl. Das Training folgt der Zahl.',
  steps: {
    wishes: {
      title: 'Eine Liste von Wünschen',
      text: `
        Ein kleines Programm schreibt Antworten in einer Spielsprache. Es heißt Policy. Das Training soll seine Antworten besser machen.

        Was ist besser? Das sagt [das Bewertungsraster](rubric), auf der Seite „Rubric“. Es ist eine Liste von sieben Wünschen, den Kriterien: grüßen, beim Thema bleiben, Fakten nennen, eine Quelle angeben und so weiter.

        Jeder Wunsch hat ein Gewicht. Ein hohes Gewicht heißt: Das ist uns wichtig.`,
    },
    verdicts: {
      title: 'Ein Richter liest jede Antwort',
      text: `
        Eine Frage an die Policy heißt Aufgabe („prompt“). Das sind [Antworten auf eine Aufgabe](answers). Ein Richter prüft jede Antwort an jedem Wunsch.

        Manche Wünsche sind erfüllt oder nicht: Haken oder Kreuz. Andere bekommen 0 bis 10 Punkte. Ab 7 Punkten gelten sie als erfüllt.

        Die erste Antwort lautet: „{words}“. Sie erfüllt {met} der sieben Wünsche.`,
    },
    sum: {
      title: 'Sieben Urteile, eine Zahl',
      text: `
        Das Training braucht eine Zahl für jede Antwort. Also nehmen wir jede Wertung mal ihr Gewicht und zählen alles zusammen. Die Gewichte werden so umgerechnet, dass sie zusammen 1 ergeben. Und aus Punkten werden Wertungen: 7 von 10 ist 0.7.

        {{reward}}

        Das ist die Summe für die erste Antwort. Ihre Belohnung ist {reward}.`,
    },
    'two-missing': {
      title: 'Was kosten zwei fehlende Wünsche?',
      text: `
        Stell dir eine Antwort vor, die fünf der sieben Wünsche erfüllt. Sie nennt keine Quelle und sagt nie „vielleicht“. Alles andere ist perfekt.

        Sieh dir die Gewichte im [Bewertungsraster](rubric) an. Wie hoch ist ihre Belohnung?`,
      options: ['Etwa 0.71, denn sie erfüllt fünf von sieben', 'Etwa 0.85', 'Über 0.90'],
      after: `
        Ihre Belohnung ist {without-two}. Die zwei Wünsche zusammen sind {lost} von 100 Punkten wert.

        Die Summe zählt Gewichte, nicht Wünsche. Für diese Belohnung ist die Antwort fast perfekt.`,
    },
    'forty-steps': {
      title: 'Mit dieser Zahl trainieren',
      text: `
        Jetzt trainieren wir 40 Schritte. In jedem Schritt schreibt die Policy neue Antworten. Antworten mit hoher Belohnung werden wahrscheinlicher.

        Am Anfang schränken {hedge-first} von 100 Antworten ein: Sie setzen „maybe“ vor einen Fakt. Wie viele sind es nach 40 Schritten? Die Seite zählt ab 0, der letzte ist also Schritt 39.`,
      options: ['Weniger als 10 von 100', '10 bis 50 von 100', 'Mehr als 50 von 100'],
      after: `
        Jetzt schränken {hedge-trained} von 100 Antworten [ein](hedges). Die mittlere Belohnung ging von {direct-first} auf {direct-trained}.

        Diese Zahl hängt kaum von diesem Wunsch ab. Eine Antwort, die nie einschränkt, kann der vollen Belohnung trotzdem bis auf {hedge-points} von 100 Punkten nahekommen.`,
    },
    hidden: {
      title: 'Der Mittelwert verdeckt es',
      text: `
        [Was herauskommt](outcome) sind drei Zahlen. „Direct“ ist die mittlere Belohnung. „Worst“ ist die Wertung des schlechtesten Kriteriums. „Strict“ ist der Anteil der Antworten, die alles erfüllen.

        Vergleiche [den ersten Schritt](start) mit [dem letzten](end). In diesem Schritt grüßen {greet-now} von 100 Antworten, und {hedge-now} schränken ein.

        Hinter einer guten Zahl können viele gute Wertungen und eine schlechte stehen.`,
    },
    raise: {
      title: 'Holt ein Gewicht es zurück?',
      text: `
        Wir erhöhen das Gewicht von [hedges](hedges), dem Einschränken, von {hedge-weight} auf 5. Das ist so viel wie für einen Gruß. Dann trainieren wir noch 40 Schritte.

        Bei Schritt 40 schränkten {hedge-trained} von 100 Antworten ein. Das Training kann nur aus Beispielen lernen, die auch vorkommen. Wie viele werden am Ende einschränken?`,
      options: ['Weniger als 10 von 100', '10 bis 50 von 100', 'Mehr als 50 von 100'],
      after: `
        Am Ende schränken {hedge-now} von 100 Antworten ein. Eine Antwort, die es zufällig tut, bekommt jetzt viel mehr als die anderen ihrer Gruppe. So kann sich das Einschränken ausbreiten.

        Ein Bewertungsraster ist mehr als eine Wunschliste. Seine Gewichte entscheiden, was wann gelernt wird.`,
    },
    question: {
      title: 'Wer legt die Gewichte fest?',
      text: `
        Du hast gesehen, wie ein Wunsch unterging, und wie ein Gewicht das beheben kann. Ein echtes Raster kann dreißig Wünsche haben, und niemand behält alle im Blick.

        Könnte das Training die vergessenen Wünsche selbst finden? Was müsste es dafür messen? Du kannst [beide seltenen Wünsche anheben](equal) und weiter trainieren.`,
    },
  },
  teacher: {
    aim: 'Die Lernenden können sagen, wie aus Wertungen und Gewichten eine Belohnung wird und warum ein hoher Mittelwert ein gescheitertes Kriterium verdecken kann.',
    plan: [
      ['0–1', 'Das Raster laut vorlesen. Fragen, wozu jeder Wunsch gut ist.'],
      ['1–2', 'Die Summe für eine Antwort an der Tafel ausrechnen.'],
      ['2–3', 'Alle schreiben die erste Vorhersage auf, bevor jemand den Knopf drückt.'],
      ['3–5', 'Beide Trainings laufen lassen. Alle achten auf die Wertung von hedges.'],
    ],
    questions: [
      {
        ask: 'Warum bekommt eine Antwort mit fünf von sieben Wünschen fast die volle Belohnung?',
        expect: 'Die Summe zählt Gewichte. Fünf schwere Wünsche haben etwa {five-points} von 100 Punkten.',
      },
      {
        ask: 'Die mittlere Belohnung stieg. War das Training ein Erfolg?',
        expect: 'Nach dem eigenen Maß ja. Nach der Liste der Wünsche nicht: Einer wurde aufgegeben.',
      },
      {
        ask: 'Warum hilft ein höheres Gewicht, obwohl gute Beispiele selten sind?',
        expect:
          'Ein paar Antworten schränken zufällig ein. Mit hohem Gewicht bekommen sie weit mehr als die anderen ihrer Gruppe.',
      },
    ],
    pitfalls: [
      'Gewicht und Wertung werden verwechselt. Das Gewicht sagt, was uns wichtig ist, die Wertung, was die Antwort leistet.',
      'Viele erwarten, dass sich das Training um jeden Wunsch kümmert. Es sieht nur die Summe.',
      'Die Zahlen sind von Lauf zu Lauf und von Gerät zu Gerät etwas anders. Verglichen wird immer am Lauf, der gerade da ist.',
    ],
  },
};
