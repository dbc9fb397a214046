package org.fengqiao.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.fengqiao.benchmarks.ServiceRequests.Request;
import org.fengqiao.intake.model.Comparison;
import org.fengqiao.intake.model.DisputeSketch;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.view.SearchKeys;
import org.fengqiao.intake.view.Sketcher;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.local.CommandLines;
import org.fengqiao.local.Console;
import org.fengqiao.local.UserError;

/** {@code deploy/repeats-accuracy}: how well repeats are found among requests in which they are marked. */
@Command(
        name = "deploy/repeats-accuracy",
        mixinStandardHelpOptions = true,
        description = {
            "Has the search for repeats go through service requests to a city (311), in their order, with the rules"
                    + " that are shipped, and shows",
            "precision and recall for several thresholds. A request is a repeat by the marking if one of the same"
                    + " complaint type and address came in",
            "within --marked days before it. It is found if an earlier request reaches the threshold; it is found"
                    + " rightly if the most alike one is",
            "such a one. Requests name nobody, so the attribute PARTY says nothing, and nothing would be linked by"
                    + " rule: what is measured is what",
            "would be suggested to a person. The file is CSV with the city's column names; it may end in .gz."
        })
public final class RepeatsAccuracy extends Accuracy {

    private static final int LOWEST = 40;
    private static final int HIGHEST = 95;
    private static final int STEP = 5;

    @Option(
            names = "--marked",
            defaultValue = "7",
            paramLabel = "DAYS",
            description = "what came in within so many days is a repeat; ${DEFAULT-VALUE} if not given")
    private int marked;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            description = "compare with what came in within so many days; what the rules say if not given")
    private Integer window;

    /** A request, whether it is marked, and what is most like it. */
    private record Judged(boolean isRepeat, int score, boolean right) {}

    /** Runs the command. */
    public static void main(String... args) {
        System.exit(CommandLines.of(new RepeatsAccuracy()).execute(args));
    }

    @Override
    void measure(Path data, Console console) throws Exception {
        if (marked < 1 || window != null && window < 1) {
            throw new UserError("--marked and --window are at least 1.");
        }
        var shipped =
                DataFile.read("repeat-rules.yaml", RepeatRules.class).versions().getLast();
        var rules = window == null ? shipped : shipped.within(window);
        var requests = ServiceRequests.read(data);
        var begun = System.nanoTime();
        var judged = judge(requests, rules);
        var micros = (System.nanoTime() - begun) / 1_000.0 / Math.max(1, requests.size());
        var repeats = judged.stream().filter(Judged::isRepeat).count();
        console.line("%,d requests, %,d of them repeats; rules %s, window %d days, suggested from %d on"
                .formatted(requests.size(), repeats, rules.version(), rules.windowDays(), rules.suggestNamelessAt()));
        console.line(
                "%-10s %9s %10s %8s %8s".formatted("threshold", "found", "precision", "recall", "of the right one"));
        console.line(line(rules.suggestNamelessAt(), judged, repeats) + "  as shipped");
        for (var threshold = LOWEST; threshold <= HIGHEST; threshold += STEP) {
            console.line(line(threshold, judged, repeats));
        }
        console.line("%.0f µs a request, in memory".formatted(micros));
    }

    private static String line(int threshold, List<Judged> judged, long repeats) {
        var found = judged.stream().filter(one -> one.score() >= threshold).toList();
        var rightly = found.stream().filter(Judged::isRepeat).count();
        var ofTheRightOne = found.stream().filter(Judged::right).count();
        return "%-10d %,9d %10s %8s %8s"
                .formatted(
                        threshold,
                        found.size(),
                        percent(rightly, found.size()),
                        percent(rightly, repeats),
                        percent(ofTheRightOne, repeats));
    }

    private List<Judged> judge(List<Request> requests, RepeatRules.Version rules) {
        var index = new BlindIndex(Suite.INTERNATIONAL, 1, new byte[Suite.DIGEST_LENGTH]);
        var sketcher = new Sketcher();
        var byKey = new HashMap<Long, List<Integer>>();
        var sketches = new ArrayList<DisputeSketch>();
        var judged = new ArrayList<Judged>();
        for (var at = 0; at < requests.size(); at++) {
            var request = requests.get(at);
            var sketch = sketcher.of(
                    new UUID(0, at),
                    request.createdAt(),
                    request.place(),
                    request.type(),
                    List.of(),
                    request.account(),
                    index);
            judged.add(judge(requests, sketches, byKey, at, sketch, rules));
            sketches.add(sketch);
            var number = at;
            SearchKeys.kept(sketch)
                    .forEach(key ->
                            byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(number));
        }
        return judged;
    }

    private Judged judge(
            List<Request> requests,
            List<DisputeSketch> earlier,
            Map<Long, List<Integer>> byKey,
            int at,
            DisputeSketch sketch,
            RepeatRules.Version rules) {
        var from = sketch.receivedAt().minus(Duration.ofDays(rules.windowDays()));
        var candidates = new LinkedHashSet<Integer>();
        for (var key : SearchKeys.sought(sketch, from, sketch.receivedAt())) {
            candidates.addAll(byKey.getOrDefault(key, List.of()));
        }
        var latest = candidates.stream()
                .filter(other -> !earlier.get(other).receivedAt().isBefore(from))
                .sorted((one, other) -> Integer.compare(other, one))
                .limit(rules.mostCompared())
                .toList();
        var best = 0;
        var right = false;
        for (var other : latest) {
            var score = Comparison.of(sketch, earlier.get(other), rules).score();
            if (score > best || score == best && !right) {
                best = score;
                right = isMarked(requests.get(at), requests.get(other));
            }
        }
        return new Judged(isMarked(requests, at), best, right);
    }

    private boolean isMarked(List<Request> requests, int at) {
        for (var other = at - 1; other >= 0 && isNear(requests.get(at), requests.get(other)); other--) {
            if (isMarked(requests.get(at), requests.get(other))) {
                return true;
            }
        }
        return false;
    }

    private boolean isNear(Request later, Request earlier) {
        return Duration.between(earlier.createdAt(), later.createdAt()).compareTo(Duration.ofDays(marked)) <= 0;
    }

    private boolean isMarked(Request later, Request earlier) {
        return later.address() != null
                && later.address().equals(earlier.address())
                && later.type().equals(earlier.type())
                && isNear(later, earlier);
    }
}
