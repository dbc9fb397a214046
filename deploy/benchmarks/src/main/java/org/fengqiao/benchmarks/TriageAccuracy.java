package org.fengqiao.benchmarks;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.fengqiao.benchmarks.Questions.Question;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.UserError;
import org.fengqiao.routing.model.Lexicon;
import org.fengqiao.routing.model.Triage;
import org.fengqiao.routing.model.TriageBook;
import org.fengqiao.routing.model.TriageFacts;
import org.fengqiao.routing.model.TriageFacts.Circumstances;
import org.fengqiao.routing.model.TriageRules;

/** {@code deploy/triage-accuracy}: how often triage tells what lay people speak of. */
@Command(
        name = "deploy/triage-accuracy",
        mixinStandardHelpOptions = true,
        description = {
            "Has triage judge questions of lay people by their words alone, with the table and lexicon that are"
                    + " shipped,",
            "and shows for each category how many it judges rightly, how many it leaves to a person, and for what it"
                    + " takes the others.",
            "The file has one JSON object a line, {\"question\": …, \"category\": …} or {\"question\": …, \"articles\":"
                    + " […]}; it may end in .gz.",
            "Where no category is given the articles tell it (law-categories.yaml); what they do not tell is left out.",
            "The lexicon was written with one half of the questions of STARD; the other half, kept apart by a hash of"
                    + " the question, is measured",
            "unless --part says otherwise. A file of other questions is measured with --part all."
        })
public final class TriageAccuracy extends Accuracy {

    private static final String NOBODY = "–";

    /** Parts of a file. */
    enum Part {
        HELD_OUT,
        USED,
        ALL
    }

    @Option(
            names = "--part",
            defaultValue = "HELD_OUT",
            paramLabel = "PART",
            description = "held_out: what was kept apart; used: what the lexicon was written with; all. "
                    + "${DEFAULT-VALUE} if not given")
    private Part part;

    @Option(names = "--wrong", description = "list what was not judged rightly, with the words that misled")
    private boolean wrong;

    private record Judged(Question question, Triage triage) {

        String taken() {
            return triage.isUndecided() ? NOBODY : triage.category();
        }

        boolean isRight() {
            return taken().equals(question.category());
        }
    }

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new TriageAccuracy()).execute(args));
    }

    @Override
    void measure(Path data, Console console) throws Exception {
        var known = new Questions(DataFile.read("law-categories.yaml", Questions.LawCategories.class)).read(data);
        var questions = known.questions().stream()
                .filter(question -> switch (part) {
                    case HELD_OUT -> question.isHeldOut();
                    case USED -> !question.isHeldOut();
                    case ALL -> true;
                })
                .toList();
        if (questions.isEmpty()) {
            throw new UserError("None of the %d questions with a category belongs to this part."
                    .formatted(known.questions().size()));
        }
        var book = TriageBook.of(
                DataFile.read("triage.yaml", TriageRules.class),
                List.of(DataFile.read("lexicon-2022-05.yaml", Lexicon.Words.class)));
        var unknown = questions.stream()
                .map(Question::category)
                .filter(category -> !book.categoryCodes().contains(category))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw new UserError("Not a category of the table: " + String.join(", ", unknown));
        }
        judge(book, questions);
        var begun = System.nanoTime();
        var judged = judge(book, questions);
        var micros = (System.nanoTime() - begun) / 1_000.0 / questions.size();
        table(judged).forEach(console::line);
        console.line("%d questions without a category left out; %.0f µs a question".formatted(known.leftOut(), micros));
        if (wrong) {
            console.line("");
            judged.stream()
                    .filter(one -> !one.isRight())
                    .forEach(one -> console.line("%s → %s: %s%n    %s"
                            .formatted(
                                    one.question().category(),
                                    one.taken(),
                                    one.question().text(),
                                    one.triage().because().getFirst())));
        }
    }

    private static List<Judged> judge(TriageBook book, List<Question> questions) {
        var table = book.tables().getLast();
        var nobody = new SubjectId(new UUID(0, 0));
        var alone = new Circumstances(1, 1, 0, Instant.EPOCH);
        var judged = new ArrayList<Judged>();
        for (var question : questions) {
            var facts = new TriageFacts("ONLINE", null, PersonalText.of(nobody, question.text()), null, null, alone);
            judged.add(new Judged(question, book.judge(table, facts)));
        }
        return judged;
    }

    private static List<String> table(List<Judged> judged) {
        var lines = new ArrayList<String>();
        lines.add("%-20s %9s %8s %10s  %s".formatted("category", "questions", "right", "undecided", "taken for"));
        var byCategory = judged.stream()
                .collect(Collectors.groupingBy(one -> one.question().category(), TreeMap::new, Collectors.toList()));
        byCategory.forEach((category, some) -> lines.add(line(category, some)));
        lines.add(line("together", judged));
        lines.add("%-20s %9s %8s %10s"
                .formatted(
                        "mean of categories",
                        "",
                        percent(byCategory.values().stream()
                                .mapToDouble(TriageAccuracy::right)
                                .average()
                                .orElse(0)),
                        percent(byCategory.values().stream()
                                .mapToDouble(TriageAccuracy::undecided)
                                .average()
                                .orElse(0))));
        return lines;
    }

    private static String line(String name, List<Judged> some) {
        var takenFor = some.stream()
                .filter(one -> !one.isRight() && !one.taken().equals(NOBODY))
                .collect(Collectors.groupingBy(Judged::taken, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
        return "%-20s %9d %8s %10s  %s"
                .formatted(name, some.size(), percent(right(some)), percent(undecided(some)), takenFor)
                .stripTrailing();
    }

    private static double right(List<Judged> some) {
        return (double) some.stream().filter(Judged::isRight).count() / some.size();
    }

    private static double undecided(List<Judged> some) {
        return (double) some.stream().filter(one -> one.triage().isUndecided()).count() / some.size();
    }

    private static String percent(double share) {
        return percent(share, 1);
    }
}
