/** Lesson 7 in German. */
import type { LessonWords } from '../lesson.ts';

export const words: LessonWords = {
  title: 'Ist es signifikant?',
  summary:
    'Warum ein Lauf wenig beweist, was Seeds und Intervalle sagen und wie man prüft, ob Sättigung etwas taugt.',
  steps: {
    'one-seed': {
      title: 'Ein Lauf, ein Ergebnis',
      text: `Zwei Verfahren beginnen mit gleichen Gewichten: eines fest, eines mit Fokus. Wir trainieren {end} Schritte mit einem einzigen Seed, in kleinen Gruppen, damit es schnell geht.

Ein Seed ist eine Zahl, aus der aller Zufall kommt. Derselbe Seed ergibt denselben Lauf.

Sieh dir das [schlechteste Kriterium](outcome) an, die niedrigste der mittleren Wertungen. Focal minus fest ist {first-difference} bei diesem Seed.

Würdest du jemandem sagen, welches Verfahren besser ist?`,
    },
    'more-seeds': {
      title: 'Noch einmal würfeln',
      text: `Der Zufall entscheidet, welche Antworten die Policy versucht. Ein anderer Seed bringt andere Antworten und einen anderen Verlauf.

Wir lassen beide Verfahren mit vier Seeds laufen. Der erste ist der, den du gesehen hast.

Bei wie vielen der vier liegt Focal beim schlechtesten Kriterium vorn?`,
      options: ['Bei keinem oder einem', 'Bei zwei oder drei', 'Bei allen vier'],
      after: `Focal minus fest, Seed für Seed: {differences}. Focal liegt bei {ahead} von {seeds} vorn.

Vergleiche die größte dieser Zahlen mit der kleinsten. Zwischen ihnen liegt nichts als Zufall.

Mit einem Seed hättest du nur eine davon berichtet.`,
    },
    pairs: {
      title: 'Vergleiche in Paaren',
      text: `Bei jedem Seed hatten beide Verfahren denselben Zufall. Also ziehen wir erst bei jedem Seed ab und nehmen dann den Mittelwert:

{{paired}}

Dabei ist x Focal, y ist fest, und n ist die Zahl der Seeds.

Ein glücklicher Seed kann beide heben, und dann kürzt sich ein Teil des Glücks heraus. Die [Striche](outcome) unter dem, was herauskommt, sind Seeds, die [dünnen Linien](criteria) auch. Das Band um sie ist ihr Bereich. Es ist kein Intervall.`,
    },
    interval: {
      title: 'Was ein Intervall sagt',
      text: `Der mittlere Unterschied ist {mean-difference}. Mit anderen Seeds wäre es eine andere Zahl. Wie weit könnten wir danebenliegen?

Der Computer zieht {seeds} Seeds aus unseren, mit Zurücklegen, und nimmt den Mittelwert. Das tut er 2000-mal. Die mittleren 95% reichen von {low} bis {high}. Das ist ein Bootstrap-Intervall.

Liegt 0 darin, dann steht nicht einmal das Vorzeichen fest. Wenn nicht, bleib trotzdem vorsichtig: Bei vier Seeds ist so ein Intervall zu kurz.

Es umfasst nur den Zufall im Training. Alle Seeds beginnen mit derselben Policy.`,
    },
    least: {
      title: 'Wie klein kann p werden?',
      text: `Angenommen, es gibt keinen Unterschied. Dann ist jeder Seed wie eine Münze: vorn oder hinten. Ein p-Wert sagt, wie oft reiner Zufall mindestens so deutlich aussieht.

Am deutlichsten ist es, wenn alle Seeds übereinstimmen. Wir haben {seeds} Seeds. Wir zählen beide Arten: alle vorn oder alle hinten.

Wie klein kann p mit diesen Seeds sein?`,
      options: ['Unter 0.01', '0.01 bis 0.05', 'Über 0.05'],
      after: `{{least}}

Mit fünf Seeds ist das kleinste p {least-five}, mit sechs {least-six}, mit acht {least-eight}. Für unsere Unterschiede ergibt der exakte Test {p-here}.

Oft wird p unter 0.05 verlangt. Mit weniger als sechs Seeds kommt dieser Test nicht dorthin, wie groß der Effekt auch ist. Darum nehmen wir acht [Seeds](seeds), und darum zeigt Focal Lab keinen Test, der nicht gelingen kann.`,
    },
    many: {
      title: 'Frag viel, und der Zufall antwortet',
      text: `Angenommen, es gibt keinen Unterschied. Ein Test zu 0.05 schlägt trotzdem in 1 von 20 Fällen falschen Alarm. Bei 20 getrennten Tests gibt es mit Wahrscheinlichkeit {false-alarm} mindestens einen.

Leg also vorher fest, was du vergleichst. Korrigiere p für die Zahl der Vergleiche. Nenn alles andere erkundend.

[Experiments](experiments) arbeitet so: acht Seeds, wenige geplante Vergleiche und eine Korrektur dafür, dass man mehrmals fragt, die nach Holm. Auf einem Prozessor dauert es. Du kannst anhalten und später weitermachen.

Noch eine Regel: Wähl Einstellungen an einigen Seeds und bestätige sie an anderen.`,
    },
    return: {
      title: 'Lohnt es, der Sättigung zu folgen?',
      text: `Focal wettet: Ein Kriterium mit Luft nach oben zahlt Aufwand zurück. Stimmt das?

Erst ein einfacher Blick. Nimm die festen Läufe nach {end} Schritten. Notiere für jedes Kriterium die Luft: 1 minus Sättigung. Trainiere bis Schritt {later} und notiere den Gewinn. Gewinnen Kriterien mit mehr Luft mehr?

Eine Rangkorrelation ist 1 bei gleicher Reihenfolge, 0 ohne Zusammenhang und −1 bei umgekehrter. Wie groß wird sie?`,
      options: ['Unter 0.3', '0.3 bis 0.7', 'Über 0.7'],
      after: `Die Rangkorrelation ist {correlation}, im Mittel über {seeds} Seeds. Am meisten gewann {most-gained}: {most-gain}.

Vorsicht, Falle: Ein Kriterium bei 0.98 kann nicht 0.3 gewinnen. Ein Teil des Zusammenhangs ist also bloße Rechnung. Und niemand hat irgendwo mehr Gewicht gegeben.

Der [Gabelungstest](fork-test) („fork test“) ist besser. Er kopiert eine Policy, verdreifacht ein Gewicht und vergleicht mit einer unveränderten Kopie. Was sich dann unterscheidet, kommt vom Gewicht.`,
    },
    measured: {
      title: 'Was wir selbst fanden',
      text: `Das sind unsere Ergebnisse in voller Länge, mit den Seeds {measured-seeds}: Focal minus ein anderes Verfahren. In Klammern: bei wie vielen Seeds Focal vorn lag.

Forgotten footnote, schlechtestes Kriterium: {footnote-prior} gegen die schiefen Gewichte des Rasters, {footnote-uniform} gegen gleiche Gewichte. Der Abstand der beiden sagt, wie viel davon bloß die Reparatur eines schlechten Rasters ist.

Short but sourced, schlechtestes Kriterium, gegen gleiche Gewichte: {sourced-uniform}.

Harsh judge, direct, gegen gleiche Gewichte: {harsh-uniform}.

Das alles ist ein Spielzeug mit erfundenen Wörtern. Über große Sprachmodelle sagt es nichts.`,
    },
    believe: {
      title: 'Was würdest du glauben?',
      text: `Du liest: „Unser Verfahren verbessert den Wert im Schnitt um zwei Punkte.“ Mehr steht da nicht.

Welche drei Fragen würdest du zuerst stellen? Bei welcher Antwort würdest du es glauben, und welche würde das Gespräch beenden?

Prüf eine eigene Frage: Nimm [diese vier Seeds](open-four), ändere eine Einstellung und sieh, ob das Vorzeichen bleibt. Oder plane es richtig unter [Experiments](experiments).`,
    },
  },
  teacher: {
    aim: 'Die Lernenden können sagen, was ein Seed ist, ein Intervall lesen, das kleinste p für n Seeds ausrechnen und Fehler in einem Vergleich finden.',
    plan: [
      ['0–1', 'Ein Seed. Ein Urteil verlangen und an die Tafel schreiben.'],
      ['1–3', 'Vier Seeds, dann Paare. Von Hand abziehen lassen.'],
      ['3–4', 'Münzen: Alle werfen vier. Zählen, wer vier gleiche hat.'],
      ['4–6', 'Luft und Gewinn. Die Falle besprechen, dann unsere Ergebnisse lesen.'],
    ],
    questions: [
      {
        ask: 'Warum laufen beide Verfahren mit denselben Seeds?',
        expect:
          'Sie haben denselben Zufall. Der Unterschied bei einem Seed kommt dann vom Verfahren und schwankt weniger.',
      },
      {
        ask: 'Wie wahrscheinlich fallen vier Münzen alle gleich?',
        expect: '2 von 16, also 0.125. Das ist das kleinste p bei vier Seeds.',
      },
      {
        ask: 'Jemand testet 13 Verfahren an 4 Maßen und findet einmal p = 0.03. Was sagst du?',
        expect:
          'Bei 52 Tests sind zwei oder drei unter 0.05 durch Zufall zu erwarten. Man muss korrigieren oder es mit neuen Seeds bestätigen.',
      },
      {
        ask: 'Warum ist der Gabelungstest besser als die Korrelation in gewöhnlichen Läufen?',
        expect:
          'Er ändert eine Sache und vergleicht mit einer unveränderten Kopie. Die einfache Korrelation ist zum Teil Rechnung, und niemand hat eingegriffen.',
      },
    ],
    pitfalls: [
      'Nicht signifikant heißt nicht gleich. Es kann zu wenige Seeds heißen.',
      'Signifikant heißt nicht groß. Sieh erst auf den Unterschied, dann auf p.',
      'Das Band in den Kurven ist der Bereich der Seeds. Mit mehr Seeds wird es nicht schmaler, ein Intervall schon.',
      'Alle Seeds haben dieselbe Ausgangs-Policy. Intervalle sagen nichts über andere Policys oder Aufgaben.',
    ],
  },
};
