/** Lesson 4 in German. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Focal-Gewichte',
  summary:
    'Eine Formel macht aus Sättigung Gewichte. Ihr Regler Gamma reicht von festen Gewichten bis zur Sorge nur um das Schlechteste.',
  steps: {
    'one-formula': {
      title: 'Von der Sättigung zum Gewicht',
      text: `In Lektion 3 bekam jedes Kriterium eine Sättigung s. Jetzt wird daraus ein Gewicht:

{{weight}}

Dabei ist b das Gewicht im Raster, als Anteil an allen. Was bis zur vollen Wertung fehlt, ist 1 − s. Dazu kommt ein kleines Epsilon. Gamma sagt, wie stark das zählt.

Zwei Verfahren laufen nebeneinander: feste Gewichte („static“) und Focal. Sie teilen alle Zufallszahlen. [Gamma](gamma) ist zuerst 0.`,
    },
    'gamma-zero': {
      title: 'Gamma 0',
      text: `Jede Zahl hoch 0 ist 1. Bei Gamma 0 bleibt von der Sättigung in der Formel also nichts übrig.

Wir trainieren {zero-until} Schritte. Wie ähnlich werden sich die zwei [Flüsse](river) sein?`,
      options: ['Gleich bis auf die letzte Stelle', 'Ähnlich, aber nicht gleich', 'Deutlich verschieden'],
      after: `Der größte Unterschied zwischen zwei Wertungen ist {largest-difference}.

Bei Gamma 0 sind die Focal-Gewichte die festen Gewichte. Das macht den Vergleich gerecht: Was auch bei Gamma 0 zu sehen ist, kam nicht vom Fokus.`,
    },
    'gamma-one': {
      title: 'Gamma 1',
      text: `[Hedges](hedges) hat {hedge-prior} des Gewichts im Raster. Seine Sättigung ist {hedge-saturation}, also fehlt fast noch alles.

Wir setzen [Gamma auf 1](gamma-one) und trainieren weiter. Wie stark wächst das Gewicht von hedges?`,
      options: ['Um weniger als die Hälfte', 'Auf das 1.5- bis 5-Fache', 'Auf mehr als das 5-Fache'],
      after: `Hedges wiegt jetzt {hedge-weight}. Das ist {hedge-times}-mal sein Anteil im Raster.

Der Faktor 1 − s + Epsilon ist bei jedem Kriterium höchstens 1.05. Hedges wächst, weil die anderen schrumpfen. Zusammen müssen alle Gewichte 1 ergeben.

Das Raster zählt weiter mit. Bei gleicher Sättigung gibt ein kleineres b ein kleineres Gewicht.`,
    },
    'gamma-eight': {
      title: 'Gamma 8',
      text: `Jetzt drehen wir auf: [Gamma 8](gamma-eight). Im öffentlichen Code ist 3 voreingestellt.

Ein Kriterium wird am meisten wiegen. Wie viel vom ganzen Gewicht wird es haben?`,
      options: ['Weniger als ein Drittel', 'Ein Drittel bis zwei Drittel', 'Mehr als zwei Drittel'],
      after: `Am meisten wiegt jetzt {heaviest}, mit {heaviest-weight}. Greets hat {greets-at-eight}.

Das sind Mittelwerte über die Aufgaben. Die Gruppe jeder Aufgabe hat eigene Gewichte.

Ein großes Gamma legt das Gewicht dorthin, wo am meisten fehlt. Was gelernt ist, wird fast sich selbst überlassen.`,
    },
    powers: {
      title: 'Warum Potenzen so stark sind',
      text: `Vergleiche ein Kriterium, das fast erfüllt ist, mit einem, das es nicht ist:

{{factor}}

Eine Potenz vergrößert den Abstand. Der Faktor von hedges, geteilt durch den von greets, ist {ratio-one} bei Gamma 1. Bei Gamma 3 ist er {ratio-three}, bei Gamma 8 {ratio-eight}.

Wächst Gamma ohne Ende, dann zählt in jeder Gruppe nur noch das am wenigsten gesättigte Kriterium. Eine bekannte Regel hat dasselbe Ziel: Max-Min. Sie will das Minimum so groß wie möglich.

Gamma führt also von festen Gewichten in Richtung Max-Min.`,
    },
    'max-min': {
      title: 'Ist mehr Fokus besser?',
      text: `Machen wir ein Rennen: Max-Min gegen Focal mit Gamma 1. Beide trainieren {race} Schritte und beginnen mit derselben Policy. Unser Max-Min beginnt mit gleichen Gewichten. In jedem Schritt schiebt es etwas Gewicht zu den Kriterien, die am niedrigsten stehen.

Wir vergleichen das [schlechteste Kriterium](outcome) („worst“) und den Wert „direct“. Das ist das Mittel nach den Gewichten des Rasters.

Wo wird Max-Min vor Focal liegen?`,
      options: ['Bei beiden', 'Nur beim schlechtesten Kriterium', 'Nur bei direct', 'Bei keinem'],
      after: `Das schlechteste Kriterium steht mit Max-Min bei {max-min-worst}, mit Focal bei {focal-worst}. Das sind {worst-ahead} für Max-Min. „Direct“ steht bei {max-min-direct} und {focal-direct}, also {direct-ahead}.

Max-Min gibt den niedrigsten Kriterien immer mehr Gewicht. Das kann ihnen aufhelfen. Aber was man sich selbst überlässt, kann zurückfallen, und dann ist es das Schlechteste.

Nach einem oder wenigen Läufen bedeuten kleine Abstände wenig. Wie wenig, sagt Lektion 7.`,
    },
    epsilon: {
      title: 'Wozu Epsilon da ist',
      text: `Ein ganz erfülltes Kriterium hat s = 1. Ohne Epsilon wäre sein Gewicht 0. Nichts würde es mehr belohnen, und es könnte vergessen werden.

Greets fehlt noch {greets-without} bis zur vollen Wertung. Mit Epsilon {epsilon} ist sein Faktor {greets-factor}.

Probier [0](no-epsilon), [0.05](usual-epsilon) und [0.5](large-epsilon), und trainiere jeweils ein paar Schritte. Achte auf die hohlen Gewichtsbalken unter den [Kriterien](criteria).

Unter [Methods](methods) gibt es auch „floor“ und „cap“. Sie halten jedes Gewicht zwischen zwei Grenzen. Lektion 6 braucht sie.`,
    },
    'which-gamma': {
      title: 'Die Sicherheitsregel',
      text: `Denk an ein Raster mit einer Sicherheitsregel. Fast jede Antwort erfüllt sie schon. Die anderen Kriterien betreffen den Stil und sind weit davon entfernt.

Focal nimmt der Sicherheitsregel Gewicht, weil sie gesättigt ist. Willst du das? Was würdest du ändern: Gamma, Epsilon, eine Untergrenze oder das Raster?

Stell es ein und probier es. Der Link unten nimmt deine Einstellungen mit.`,
    },
  },
  teacher: {
    aim: 'Die Lernenden können ein Focal-Gewicht ausrechnen, sagen, was Gamma 0 und ein sehr großes Gamma bewirken, und Epsilon begründen.',
    plan: [
      ['0–1', 'Die Formel Zeichen für Zeichen vorlesen. Die Zahlen abdecken und benennen lassen.'],
      ['1–3', 'Gamma 0, dann 1. Vor jedem Lauf per Handzeichen tippen.'],
      ['3–4', 'Gamma 8. Ein Paar rechnet einen Faktor hoch 8 mit dem Taschenrechner.'],
      ['4–6', 'Das Rennen gegen Max-Min. Erst klären, was „besser“ heißt, dann die Werte zeigen.'],
    ],
    questions: [
      {
        ask: 'Warum ist Gamma 0 nützlich, obwohl es nichts tut?',
        expect:
          'Es ist die Kontrolle. Alles außer dem Fokus ist gleich. Ein Unterschied bei anderem Gamma kommt also vom Fokus.',
      },
      {
        ask: 'Ein Kriterium steht bei 0.5, ein anderes bei 0.75. Lass Epsilon weg. Wie verhalten sich die Faktoren bei Gamma 1 und 2?',
        expect: '0.5 zu 0.25 ist 2 zu 1. Im Quadrat ist es 4 zu 1.',
      },
      {
        ask: 'Das Gewicht von hedges wuchs, obwohl sich sein eigener Faktor kaum änderte. Wie geht das?',
        expect: 'Die Gewichte ergeben zusammen 1. Die Faktoren der anderen fielen mit ihrer Sättigung.',
      },
      {
        ask: 'Warum kann Max-Min sein eigenes Ziel verfehlen?',
        expect:
          'Mit der Zeit belohnt es kaum noch, was gut ist. Das kann zurückfallen. Das niedrigste Kriterium gibt vielleicht ein schwaches Signal. Und hier bewegt es sich langsam, von gleichen Gewichten aus.',
      },
    ],
    pitfalls: [
      'Ein großes Gamma ist nicht „richtiger“. Welcher Wert gut ist, hängt von Raster, Richter und Zeit ab.',
      'Vergleiche nicht die Belohnung von Focal mit der fester Gewichte. Focal bezahlt Schweres und zahlt darum weniger aus. Vergleiche direct.',
      'Gewichte werden in jedem Schritt für jede Gruppe neu berechnet. In ihnen wird nichts gelernt.',
      'Im öffentlichen Code ist Gamma 3 voreingestellt. Den Wert der Veröffentlichung kennen wir nicht. Bei uns ist es 1.',
    ],
  },
};
