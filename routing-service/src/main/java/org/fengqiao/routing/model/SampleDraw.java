package org.fengqiao.routing.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Draw of a sample from the closings of a period, as anybody can repeat it: the same seed on the same closings gives
 * the same sample.
 *
 * <ol>
 *   <li>A stratum is a unit and an outcome. Each gets its share of the sample; what rounding leaves over goes to the
 *       largest remainders, and of equal ones to the first by the letters of unit and outcome.
 *   <li>In a stratum the closings are put in the order of the SHA-256, in hexadecimal, of {@code
 *       <seed>/<case id>/<closure>} in UTF-8; the first ones are drawn.
 *   <li>The reviewing units of a case are those named, but for its own, in the order of the SHA-256 of {@code
 *       <seed>/<case id>/<closure>/<unit>}. The first one reviews it; of all drawn cases, in the order of their
 *       digests, the first {@code secondPercent} per cent, rounded up, are reviewed by the second one as well.
 * </ol>
 *
 * @param seed chosen before the closings are looked at
 * @param reviewers the units that review
 * @param secondPercent the share of cases that two units review, in per cent
 */
public record SampleDraw(String seed, List<String> reviewers, int secondPercent) {

    private static final int ALL = 100;

    public SampleDraw {
        reviewers = reviewers.stream().distinct().sorted().toList();
    }

    /** A closing that can be drawn. */
    public record Closing(UUID caseId, int closure, String unit, Outcome outcome) {

        private String text() {
            return caseId + "/" + closure;
        }
    }

    /**
     * Closings of one unit with one outcome.
     *
     * @param closings how many there are
     * @param drawn how many were drawn
     */
    public record Stratum(String unit, Outcome outcome, int closings, int drawn) {}

    /** A closing that was drawn, and who reviews it. */
    public record Drawn(UUID caseId, int closure, String unit, Outcome outcome, List<String> reviewers) {
        public Drawn {
            reviewers = List.copyOf(reviewers);
        }
    }

    /**
     * A sample.
     *
     * @param closings how many there were to draw from
     * @param digest SHA-256, in hexadecimal, of {@code <case id>/<closure>/<unit>/<outcome>} of all of them, each on a
     *     line of its own (LF), in the order of these lines
     * @param drawn in the order of their digests
     */
    public record Sample(int closings, String digest, List<Stratum> strata, List<Drawn> drawn) {
        public Sample {
            strata = List.copyOf(strata);
            drawn = List.copyOf(drawn);
        }
    }

    private record Key(String unit, Outcome outcome) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::unit)
                    .thenComparing(key -> key.outcome().name())
                    .compare(this, other);
        }
    }

    /**
     * Draws.
     *
     * @param size how many; all if there are not so many
     */
    public Sample from(List<Closing> closings, int size) {
        var byStratum = new TreeMap<Key, List<Closing>>();
        closings.forEach(closing -> byStratum
                .computeIfAbsent(new Key(closing.unit(), closing.outcome()), _ -> new ArrayList<>())
                .add(closing));
        var shares = shares(byStratum, Math.min(size, closings.size()), closings.size());
        var strata = new ArrayList<Stratum>();
        var chosen = new ArrayList<Closing>();
        byStratum.forEach((key, all) -> {
            var share = shares.get(key);
            strata.add(new Stratum(key.unit(), key.outcome(), all.size(), share));
            all.stream().sorted(byDigest()).limit(share).forEach(chosen::add);
        });
        chosen.sort(byDigest());
        return new Sample(closings.size(), digest(closings), strata, withReviewers(chosen));
    }

    private static Map<Key, Integer> shares(Map<Key, List<Closing>> strata, int size, int all) {
        var shares = new TreeMap<Key, Integer>();
        strata.forEach((key, closings) -> shares.put(key, Math.toIntExact((long) size * closings.size() / all)));
        var left = size - shares.values().stream().mapToInt(Integer::intValue).sum();
        strata.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Key, List<Closing>>>comparingLong(
                                stratum -> -((long) size * stratum.getValue().size() % all))
                        .thenComparing(Map.Entry::getKey))
                .limit(left)
                .forEach(stratum -> shares.merge(stratum.getKey(), 1, Integer::sum));
        return shares;
    }

    private List<Drawn> withReviewers(List<Closing> chosen) {
        var twice = Math.ceilDiv(chosen.size() * secondPercent, ALL);
        var drawn = new ArrayList<Drawn>();
        for (var closing : chosen) {
            drawn.add(new Drawn(
                    closing.caseId(),
                    closing.closure(),
                    closing.unit(),
                    closing.outcome(),
                    reviewers.stream()
                            .filter(unit -> !unit.equals(closing.unit()))
                            .sorted(Comparator.comparing(unit -> digest(seed + "/" + closing.text() + "/" + unit)))
                            .limit(drawn.size() < twice ? 2 : 1)
                            .toList()));
        }
        return drawn;
    }

    private Comparator<Closing> byDigest() {
        return Comparator.comparing(closing -> digest(seed + "/" + closing.text()));
    }

    private static String digest(List<Closing> closings) {
        return digest(closings.stream()
                .map(closing -> closing.text() + "/" + closing.unit() + "/" + closing.outcome() + "\n")
                .sorted()
                .collect(joining()));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
