package org.fengqiao.benchmarks;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;

import org.fengqiao.benchmarks.Questions.Question;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.words.DisputeWords;
import org.fengqiao.kernel.words.Likeness;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.UserError;

/** {@code deploy/similar-cases-accuracy}: how often what is found as similar is of the same matter. */
@Command(
        name = "deploy/similar-cases-accuracy",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the questions of lay people that were kept apart for new cases and the others for the library, and"
                    + " compares them as routing does,",
            "by their words alone, without the category. Shows how often the first of the similar ones, and one of the"
                    + " first five, is of the same category,",
            "beside what a pick at random would find. The file is that of deploy/triage-accuracy."
        })
public final class SimilarCasesAccuracy extends Accuracy {

    private static final int SHOWN = 5;

    private final DisputeWords words = new DisputeWords();

    private record Worded(Question question, Set<String> words) {}

    /** Result for a question: whether each that was found, in its order, is of the same category. */
    private record Found(List<Boolean> right, double byChance) {

        boolean isFirstRight() {
            return !right.isEmpty() && right.getFirst();
        }

        boolean isOneRight() {
            return right.contains(true);
        }
    }

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new SimilarCasesAccuracy()).execute(args));
    }

    @Override
    void measure(Path data, Console console) throws Exception {
        var known = new Questions(DataFile.read("law-categories.yaml", Questions.LawCategories.class)).read(data);
        var halves = known.questions().stream()
                .map(question -> new Worded(question, words.of(question.text())))
                .collect(Collectors.partitioningBy(one -> one.question().isHeldOut()));
        var library = halves.get(false);
        var asked = halves.get(true);
        if (library.isEmpty() || asked.isEmpty()) {
            throw new UserError("Too few questions with a category to keep some apart.");
        }
        var likeness = Likeness.among(library.stream().map(Worded::words).toList());
        var begun = System.nanoTime();
        var found = asked.stream().map(one -> find(one, library, likeness)).toList();
        var millis = (System.nanoTime() - begun) / 1e6 / asked.size();
        console.line("%d questions against a library of %d; %d without a category left out; %.1f ms a question"
                .formatted(asked.size(), library.size(), known.leftOut(), millis));
        console.line("the first is of the same category:         "
                + percent(found.stream().filter(Found::isFirstRight).count(), asked.size()));
        console.line("one of the first five is:                  "
                + percent(found.stream().filter(Found::isOneRight).count(), asked.size()));
        console.line("of all that are shown, so many are:        "
                + percent(
                        found.stream()
                                .flatMap(one -> one.right().stream())
                                .filter(right -> right)
                                .count(),
                        found.stream().mapToLong(one -> one.right().size()).sum()));
        console.line("a pick at random is:                       "
                + percent(found.stream().mapToDouble(Found::byChance).sum(), asked.size()));
        console.line("nothing similar is found for:              "
                + percent(found.stream().filter(one -> one.right().isEmpty()).count(), asked.size()));
    }

    private static Found find(Worded asked, List<Worded> library, Likeness likeness) {
        record Ranked(Worded other, double alike) {}
        var right = library.stream()
                .map(other -> new Ranked(other, likeness.of(asked.words(), other.words())))
                .filter(ranked -> ranked.alike() >= Likeness.LEAST)
                .sorted(Comparator.comparingDouble(Ranked::alike).reversed())
                .limit(SHOWN)
                .map(ranked -> isOfTheSameCategory(asked, ranked.other()))
                .toList();
        var same = library.stream()
                .filter(other -> isOfTheSameCategory(asked, other))
                .count();
        return new Found(right, (double) same / library.size());
    }

    private static boolean isOfTheSameCategory(Worded one, Worded other) {
        return one.question().category().equals(other.question().category());
    }
}
